using Matoi.Model;
using Matoi.Model.Alerts;
using Matoi.Model.Sources;
using Matoi.Sigma;
using Matoi.Sigma.Correlating;

namespace Matoi.Detect.Streaming;

/// <summary>Collects the alerts that rules would raise on records that are shown to it, in any order. Nothing is stored. Not for several threads at once.</summary>
public sealed class StreamRehearsal(StreamProgram program)
{
    private const int MostEvents = 1000;
    private readonly Dictionary<string, (Alert Alert, List<string> Events, HashSet<string> Known)> _alerts = new(StringComparer.Ordinal);
    private readonly List<(BaseHit Hit, Cloud Cloud, RecordSubject Subject)> _correlated = [];

    /// <summary>An alert that would be raised.</summary>
    /// <param name="Alert">The alert, with everything that its events name.</param>
    /// <param name="Events">Ids of its events, in the order in which they were shown, a thousand at most.</param>
    public sealed record Rehearsed(Alert Alert, IReadOnlyList<string> Events);

    /// <summary>Records on which at least one rule hit.</summary>
    public long Hits { get; private set; }

    /// <summary>Shows a record.</summary>
    /// <param name="source">Its source.</param>
    /// <param name="record">The record.</param>
    /// <param name="id">Its id, when the record itself has none.</param>
    /// <param name="at">Its time, when it is known.</param>
    public void Show(Source source, SourceRecord record, string id, DateTimeOffset? at = null)
    {
        var hits = program.Match(source.Id, record);
        if (hits.Count == 0)
        {
            return;
        }

        Hits++;
        var (own, time) = program.Identify(source.Id, record.Json);
        var (key, when, subject) = (own ?? id, at ?? EventTimes.Read(time) ?? DateTimeOffset.UnixEpoch, source.Subject(record));
        foreach (var hit in hits)
        {
            if (hit.Rule.Alerts)
            {
                Add(BuildStreamAlert.Of(hit.Rule, hit.Matched, subject, source.About.Cloud, when), [key]);
            }

            if (hit.Correlated is { } values)
            {
                _correlated.Add((new(hit.Rule.Id, when, key, values), source.About.Cloud, subject));
            }
        }
    }

    /// <summary>All alerts, by time.</summary>
    public IReadOnlyList<Rehearsed> Finish()
    {
        var found = new List<CorrelationHit>();
        var engine = new CorrelationEngine(program.Correlations);
        foreach (var (hit, _, _) in _correlated.OrderBy(c => c.Hit.Time))
        {
            engine.Add(hit, found);
        }

        engine.Advance(DateTimeOffset.MaxValue, found);
        var byEvent = _correlated.ToLookup(c => c.Hit.Event, StringComparer.Ordinal);
        foreach (var hit in found)
        {
            if (program.Documents[hit.Correlation] is SigmaCorrelation { Alerts: true } rule)
            {
                var events = hit.Events.SelectMany(id => byEvent[id].Take(1)).ToList();
                Add(BuildStreamAlert.Of(rule, hit, StreamDetector.Together([.. events.Select(e => e.Subject)]), events.Select(e => e.Cloud).Distinct().ToList() is [var only] ? only : Cloud.Unknown), hit.Events);
            }
        }

        return [.. _alerts.Values.OrderBy(a => a.Alert.FirstSeen).ThenBy(a => a.Alert.SourceRef, StringComparer.Ordinal).Select(a => new Rehearsed(a.Alert, a.Events))];
    }

    private void Add(Alert alert, IReadOnlyList<string> events)
    {
        var (known, ids, seen) = _alerts.TryGetValue(alert.SourceRef, out var before) ? before : (alert, [], []);
        ids.AddRange(events.Where(id => seen.Add(id)).Take(MostEvents - ids.Count));
        _alerts[alert.SourceRef] = (known with
        {
            FirstSeen = known.FirstSeen < alert.FirstSeen ? known.FirstSeen : alert.FirstSeen,
            LastSeen = known.LastSeen > alert.LastSeen ? known.LastSeen : alert.LastSeen,
            Entities = [.. known.Entities.Concat(alert.Entities).DistinctBy(e => e.Key).Take(Math.Max(known.Entities.Count, 50))],
            Count = seen.Count,
        }, ids, seen);
    }
}
