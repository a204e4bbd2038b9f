using Matoi.Detect.Intake;
using Matoi.Model;

namespace Matoi.Detect.Streaming;

/// <summary><c>matoi detect</c>: the alerts that the rules of the program would raise on the events of files. Nothing is stored.</summary>
public static class DetectFiles
{
    /// <summary>The result.</summary>
    /// <param name="Events">Records of known sources that were looked at.</param>
    /// <param name="Alerts">Alerts by time.</param>
    /// <param name="Problems">What could not be read.</param>
    public sealed record Result(long Events, IReadOnlyList<Found> Alerts, IReadOnlyList<Problem> Problems);

    /// <summary>An alert.</summary>
    /// <param name="Rule">Id of the rule.</param>
    /// <param name="Title">What happened.</param>
    /// <param name="Severity">How bad it is.</param>
    /// <param name="Tactics">ATT&amp;CK tactic ids.</param>
    /// <param name="Techniques">ATT&amp;CK technique ids.</param>
    /// <param name="Entities">Keys of what it names.</param>
    /// <param name="FirstSeen">Time of the first event.</param>
    /// <param name="LastSeen">Time of the last event.</param>
    /// <param name="EventIds">Ids of its events.</param>
    public sealed record Found(
        string Rule, string Title, Severity Severity, IReadOnlyList<string> Tactics, IReadOnlyList<string> Techniques, IReadOnlyList<string> Entities, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, IReadOnlyList<string> EventIds);

    /// <summary>Shows the records of the files to the program.</summary>
    public static Result Run(StreamProgram program, SourceCatalogue catalogue, IEnumerable<string> logs)
    {
        var (events, rehearsal) = (0L, new StreamRehearsal(program));
        var (current, place) = ("", 0);
        var problems = LogFiles.Read(logs, catalogue, (file, source, record) =>
        {
            (current, place) = (file, file == current ? place + 1 : 1);
            if (source is not null)
            {
                events++;
                rehearsal.Show(source, record, $"{Path.GetFileName(file)}#{place}");
            }
        });
        return new(events, [.. rehearsal.Finish().Select(a => new Found(
            a.Alert.AlertType, a.Alert.Title, a.Alert.Severity, a.Alert.Tactics, a.Alert.Techniques, [.. a.Alert.Entities.Select(e => e.Key)], a.Alert.FirstSeen, a.Alert.LastSeen, a.Events))], problems);
    }
}
