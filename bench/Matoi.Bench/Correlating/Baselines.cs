using Matoi.Detect.Alerts;

namespace Matoi.Bench.Correlating;

/// <summary>What usual products do: group what names the same entity, or what one rule raised, within five hours.</summary>
internal static class Baselines
{
    private static readonly TimeSpan Within = TimeSpan.FromHours(5);

    /// <summary>Incident of each alert when the same entity, or the same rule, within five hours of the incident's latest such alert joins.</summary>
    /// <param name="mix">Alerts in the order of time.</param>
    /// <param name="keys">What joins.</param>
    public static List<(string Group, int Truth)> Group(IEnumerable<Labelled> mix, Func<AlertState, IEnumerable<string>> keys)
    {
        var (latest, grouped) = (new Dictionary<string, (string Group, DateTimeOffset Last)>(StringComparer.Ordinal), new List<(string, int)>());
        foreach (var (alert, truth) in mix)
        {
            var own = keys(alert).ToList();
            var group = own.Select(k => latest.TryGetValue(k, out var found) && alert.FirstSeen - found.Last <= Within ? found.Group : null).FirstOrDefault(g => g is not null) ?? alert.SourceRef;
            own.ForEach(k => latest[k] = (group, alert.LastSeen));
            grouped.Add((group, truth));
        }

        return grouped;
    }
}
