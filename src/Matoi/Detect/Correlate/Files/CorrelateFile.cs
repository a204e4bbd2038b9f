using System.Diagnostics;
using System.Text.Json;
using Matoi.Detect.Alerts;
using Matoi.Detect.Correlate.Identity;
using Matoi.Model;

namespace Matoi.Detect.Correlate.Files;

/// <summary><c>matoi correlate</c>: the incidents that the alerts of a file would become. Nothing is stored.</summary>
internal static class CorrelateFile
{
    /// <summary>The result.</summary>
    /// <param name="Alerts">Alerts that were read.</param>
    /// <param name="Incidents">Incidents by the time of their first alert; every alert is in exactly one.</param>
    /// <param name="Seconds">From the first byte to the last decision.</param>
    /// <param name="Problems">Lines that are no alerts.</param>
    public sealed record Result(int Alerts, IReadOnlyList<Grouped> Incidents, double Seconds, IReadOnlyList<Problem> Problems);

    /// <summary>An incident.</summary>
    /// <param name="Alerts">Ids of its alerts, by time.</param>
    /// <param name="Why">Why each but the first of them is in it.</param>
    public sealed record Grouped(List<string> Alerts, List<Joined> Why);

    /// <summary>Why an alert is in its incident.</summary>
    public sealed record Joined(string Alert, double Score, int MinutesApart, IReadOnlyList<SharedEntity> Shared, TacticStep? Step);

    /// <summary>Reads the lines and correlates them in the order of their times.</summary>
    public static Result Run(TextReader lines, string file, IdentityAliases aliases)
    {
        var watch = Stopwatch.StartNew();
        var (alerts, problems) = Read(lines, file);
        var incidents = Group(alerts, aliases);
        return new(alerts.Count, incidents, Math.Round(watch.Elapsed.TotalSeconds, 3), problems);
    }

    /// <summary>
    /// Correlates alerts in the order of their times. What noisy rules say is counted over all of them first: the file stands for the days of history that a server has.
    /// </summary>
    public static List<Grouped> Group(List<AlertState> alerts, IdentityAliases aliases)
    {
        alerts.Sort((a, b) => (a.FirstSeen, a.SourceRef).CompareTo((b.FirstSeen, b.SourceRef)));
        var correlation = new Correlation(aliases);
        foreach (var alert in alerts)
        {
            correlation.SeeRule(alert);
        }

        foreach (var alert in alerts.Where(correlation.IsEveryday))
        {
            correlation.See(alert);
        }

        var (incidents, byId) = (new List<Grouped>(), new Dictionary<Guid, Grouped>());
        foreach (var alert in alerts)
        {
            if (correlation.Place(alert, alert.Id, DateTimeOffset.MaxValue) is { } link)
            {
                var joined = byId[link.IncidentId];
                joined.Alerts.Add(alert.SourceRef);
                joined.Why.Add(new(alert.SourceRef, link.Reason.Score, link.Reason.MinutesApart, link.Reason.Shared, link.Reason.Step));
            }
            else
            {
                incidents.Add(byId[alert.Id] = new([alert.SourceRef], []));
            }
        }

        return incidents;
    }

    /// <summary>Reads alerts, one a line.</summary>
    public static (List<AlertState> Alerts, List<Problem> Problems) Read(TextReader lines, string file)
    {
        var (alerts, problems, number) = (new List<AlertState>(), new List<Problem>(), 0);
        while (lines.ReadLine() is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            try
            {
                using var json = JsonDocument.Parse(line);
                alerts.Add(AlertReader.Read(json.RootElement, $"line {number}"));
            }
            catch (Exception e) when (e is JsonException or FormatException)
            {
                problems.Add(new("alert-unreadable", $"{file}:{number}: {e.Message}", $"{file}:{number}"));
            }
        }

        return (alerts, problems);
    }
}
