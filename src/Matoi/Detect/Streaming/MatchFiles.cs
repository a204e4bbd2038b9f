using System.Diagnostics;
using Matoi.Detect.Intake;
using Matoi.Model;
using Matoi.Sigma;
using Matoi.Sigma.Mapping;

namespace Matoi.Detect.Streaming;

/// <summary><c>matoi sigma run</c>: which rules hit which events of files. Nothing is stored.</summary>
public static class MatchFiles
{
    private const string UnknownSource = "";

    /// <summary>The result.</summary>
    /// <param name="Events">Records that were looked at.</param>
    /// <param name="Rules">Rules that were used.</param>
    /// <param name="Hits">Hits in the order of files and records.</param>
    /// <param name="Seconds">From the first byte to the last hit.</param>
    /// <param name="Problems">What could not be read.</param>
    public sealed record Result(long Events, int Rules, IReadOnlyList<Hit> Hits, double Seconds, IReadOnlyList<Problem> Problems);

    /// <summary>A hit.</summary>
    /// <param name="Rule">Id of the rule.</param>
    /// <param name="Title">What it finds.</param>
    /// <param name="File">The file.</param>
    /// <param name="EventId">The event's own id; without one its place in the file, from 1, after a number sign.</param>
    public sealed record Hit(string Rule, string Title, string File, string EventId);

    /// <summary>Matches the records of the files. JSON that no source knows is offered to all rules, its fields taken as they are.</summary>
    public static Result Run(IReadOnlyList<SigmaRule> rules, LogSourceMappings mappings, SourceCatalogue catalogue, IEnumerable<string> logs)
    {
        var plain = new LogSourceMapping { LogSource = new(null, null, null), Records = [UnknownSource] };
        var program = new StreamProgram(rules, [], mappings);
        var fallback = new StreamProgram(rules, [], mappings with { All = [plain] });
        var (events, hits, watch) = (0L, new List<Hit>(), Stopwatch.StartNew());
        var (current, place) = ("", 0);
        var problems = LogFiles.Read(logs, catalogue, (file, source, record) =>
        {
            (current, place) = (file, file == current ? place + 1 : 1);
            events++;
            var used = source is null ? fallback : program;
            var found = used.Match(source?.Id ?? UnknownSource, record);
            if (found.Count > 0)
            {
                var id = used.Identify(source?.Id ?? UnknownSource, record.Json).Id ?? $"#{place}";
                hits.AddRange(found.Select(f => new Hit(f.Rule.Id, f.Rule.Title, file, id)));
            }
        });
        return new(events, rules.Count, hits, Math.Round(watch.Elapsed.TotalSeconds, 3), problems);
    }
}
