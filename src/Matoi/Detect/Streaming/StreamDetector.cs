using Matoi.Detect.Intake;
using Matoi.Model;
using Matoi.Model.Sources;
using Matoi.Sigma;
using Matoi.Sigma.Correlating;
using Matoi.Storage.State;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Detect.Streaming;

/// <summary>
/// Turns hits of Sigma rules into alerts when their records are committed: IR-3. What correlations wait for is kept in the state store in the same transaction as the
/// alerts, and read again at the start: a restart in the middle of a window loses nothing, and raises nothing twice.
/// </summary>
public sealed class StreamDetector(StreamRules rules, IDbContextFactory<MatoiDb> databases, TimeProvider clock)
{
    /// <summary>How long after its time an event may still come for correlations that wait until a window is over.</summary>
    private static readonly TimeSpan Lateness = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan KeptLonger = TimeSpan.FromHours(1);
    private const int MostEntities = 20;

    private readonly Lock _engines = new();
    private (StreamProgram Program, CorrelationEngine Engine)? _engine;
    private DateTimeOffset _cleaned;

    /// <summary>What runs now.</summary>
    public StreamProgram Program => rules.Program;

    /// <summary>Hits of a record, for <see cref="Decide"/> when it is committed.</summary>
    internal IReadOnlyList<StreamHit> Match(Source source, SourceRecord record, UInt128 recordId, DateTimeOffset time)
    {
        var hits = Program.Match(source.Id, record);
        if (hits.Count == 0)
        {
            return [];
        }

        var whole = new HitRecord(source, record, recordId, time);
        return [.. hits.Select(hit => new StreamHit(hit, whole))];
    }

    /// <summary>The alerts of hits whose rules are live.</summary>
    internal IEnumerable<RaisedAlert> Alerts(IEnumerable<StreamHit> hits)
        => hits.Where(h => h.Hit.Rule.Alerts && rules.ModeOf(h.Hit.Rule.Id) == StreamMode.Live)
            .Select(h => new RaisedAlert(BuildStreamAlert.Of(h.Hit.Rule, h.Hit.Matched, h.Record.Subject, h.Record.Source.About.Cloud, h.Time), h.Record.Id) { Correlate = h.Hit.Rule.Level > SigmaLevel.Informational });

    /// <summary>What the hits of a batch lead to.</summary>
    internal StreamOutcome Decide(IReadOnlyList<StreamHit> hits)
    {
        var correlated = hits.Where(h => h.Hit.Correlated is not null).ToList();
        return new(hits, correlated, correlated.Count > 0 ? Correlate(correlated) : []);
    }

    /// <summary>Finds of correlations that were waiting for their window to pass.</summary>
    internal StreamOutcome Advance(DateTimeOffset now)
    {
        lock (_engines)
        {
            var found = new List<CorrelationHit>();
            if (Program.Correlations.Count > 0)
            {
                Engine(found).Advance(now - Lateness, found);
            }

            return new([], [], found);
        }
    }

    /// <summary>The correlations' alerts, for a commit that also keeps what they wait for.</summary>
    internal async Task<IReadOnlyList<RaisedAlert>> StageAsync(MatoiDb db, StreamOutcome outcome, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await KeepAsync(db, outcome.Correlated, now, ct);
        await CountAsync(db, outcome, ct);
        var raised = new List<RaisedAlert>();
        var pending = outcome.Found.Count > 0 ? outcome.Correlated.ToLookup(h => h.Event, h => h.Record, StringComparer.Ordinal) : null;
        foreach (var hit in outcome.Found)
        {
            if (Program.Documents.GetValueOrDefault(hit.Correlation) is SigmaCorrelation { Alerts: true } rule && rules.ModeOf(rule.Id) == StreamMode.Live)
            {
                raised.AddRange(await RaiseAsync(db, rule, hit, pending!, ct));
            }
        }

        return raised;
    }

    /// <summary>Forgets what correlations know and reads it again when next needed: after a commit that failed.</summary>
    internal void Forget()
    {
        lock (_engines)
        {
            _engine = null;
        }
    }

    private List<CorrelationHit> Correlate(IReadOnlyList<StreamHit> hits)
    {
        lock (_engines)
        {
            var found = new List<CorrelationHit>();
            var engine = Engine(found);
            foreach (var hit in hits.OrderBy(h => h.Time))
            {
                engine.Add(new(hit.Hit.Rule.Id, hit.Time, hit.Event, hit.Hit.Correlated!), found);
            }

            return found;
        }
    }

    // Finds of what is read again were raised before, or were lost with the process: raised again, they are the same alerts.
    private CorrelationEngine Engine(List<CorrelationHit> found)
    {
        var program = Program;
        if (_engine is { } kept && kept.Program == program)
        {
            return kept.Engine;
        }

        var engine = new CorrelationEngine(program.Correlations);
        using var db = databases.CreateDbContext();
        foreach (var hit in db.CorrelatedEvents.AsNoTracking().OrderBy(h => h.Time).AsEnumerable())
        {
            engine.Add(new(hit.RuleId, hit.Time, hit.RecordId, hit.Values), found);
        }

        _engine = (program, engine);
        return engine;
    }

    private async Task KeepAsync(MatoiDb db, IReadOnlyList<StreamHit> all, DateTimeOffset now, CancellationToken ct)
    {
        // Of a flood in one group the newest are enough to go on counting from.
        var hits = all.GroupBy(h => (h.Hit.Rule.Id, Values: string.Join('\n', h.Hit.Correlated!.Values))).SelectMany(g => g.OrderByDescending(h => h.Time).Take(Program.NeededOf(g.Key.Id))).ToList();
        var kept = new HashSet<(string, string)>();
        foreach (var part in hits.Chunk(500))
        {
            var ids = part.Select(h => h.Event).Distinct().ToList();
            kept.UnionWith((await db.CorrelatedEvents.AsNoTracking().Where(e => ids.Contains(e.RecordId)).Select(e => new { e.RuleId, e.RecordId }).ToListAsync(ct)).Select(e => (e.RuleId, e.RecordId)));
        }

        db.CorrelatedEvents.AddRange(hits.Where(h => kept.Add((h.Hit.Rule.Id, h.Event))).Select(h => new CorrelatedEvent
        {
            RuleId = h.Hit.Rule.Id, RecordId = h.Event, Time = h.Time, Received = now, Source = h.Record.Source.Id, Values = h.Hit.Correlated!, Subject = h.Record.Subject,
        }));
        if (now - _cleaned > KeptLonger)
        {
            _cleaned = now;
            var oldest = now - KeptLonger - (Program.Correlations.Count > 0 ? 2 * Program.Correlations.Max(c => c.Timespan) : TimeSpan.Zero);
            await db.CorrelatedEvents.Where(e => e.Received < oldest).ExecuteDeleteAsync(ct);
        }
    }

    private static async Task CountAsync(MatoiDb db, StreamOutcome outcome, CancellationToken ct)
    {
        var counts = outcome.Hits.Select(h => (h.Hit.Rule.Id, h.Time)).Concat(outcome.Found.Select(f => (Id: f.Correlation, Time: f.Last))).GroupBy(h => h.Id, StringComparer.Ordinal).ToList();
        var ids = counts.Select(c => c.Key).ToList();
        var states = await db.StreamRules.Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, ct);
        foreach (var count in counts)
        {
            if (!states.TryGetValue(count.Key, out var state))
            {
                state = db.StreamRules.Add(new() { Id = count.Key }).Entity;
            }

            state.Hits += count.Count();
            state.LastHit = count.Max(c => c.Time) is var last && last > (state.LastHit ?? DateTimeOffset.MinValue) ? last : state.LastHit;
        }
    }

    private static async Task<IEnumerable<RaisedAlert>> RaiseAsync(MatoiDb db, SigmaCorrelation rule, CorrelationHit hit, ILookup<string, HitRecord> pending, CancellationToken ct)
    {
        var earlier = hit.Events.Where(id => !pending.Contains(id)).ToList();
        var stored = earlier.Count == 0 ? [] : await db.CorrelatedEvents.AsNoTracking().Where(e => earlier.Contains(e.RecordId)).ToListAsync(ct);
        var subjects = hit.Events.SelectMany(id => pending[id].Take(1)).Select(r => (r.Event, r.Subject, r.Source.About.Cloud))
            .Concat(stored.DistinctBy(e => e.RecordId).Select(e => (Event: e.RecordId, e.Subject, Cloud: Cloud.Unknown))).ToList();
        var alert = BuildStreamAlert.Of(rule, hit, Together([.. subjects.Select(s => s.Subject)]), Agreed(subjects.Select(s => s.Cloud).Where(c => c != Cloud.Unknown)));
        return hit.Events.Select(id => new RaisedAlert(alert, UInt128.Parse(id, System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture)));
    }

    // What most events name comes first.
    internal static RecordSubject Together(IReadOnlyList<RecordSubject> subjects) => new(
        [.. subjects.SelectMany(s => s.Entities).GroupBy(e => e.Key).OrderByDescending(g => g.Count()).Take(MostEntities).Select(g => g.First())],
        Agreed(subjects.Select(s => s.CloudAccount)) ?? "",
        Agreed(subjects.Select(s => s.Region)) ?? "");

    private static T? Agreed<T>(IEnumerable<T> values) => values.Distinct().Take(2).ToList() is [var only] ? only : default;
}
