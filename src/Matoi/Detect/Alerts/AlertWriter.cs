using Matoi.Detect.Intake;
using Matoi.Detect.Streaming;
using Matoi.Storage.State;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Detect.Alerts;

/// <summary>Commits claims and refusals to the state store in one transaction, together with the outbox events that wake the next step.</summary>
public sealed class AlertWriter(IDbContextFactory<MatoiDb> databases, RejectedStore rejected, StreamDetector detector, TimeProvider clock)
{
    private const int RefsPerQuery = 500;
    private const int FewRecords = 100;

    /// <summary>Upserts the alerts, those of correlations too, and keeps the refusals; returns the keys of the alerts that are new.</summary>
    internal async Task<HashSet<(string Source, string SourceRef)>> CommitAsync(IReadOnlyList<RaisedAlert> raised, IReadOnlyList<(string Input, Refusal Refusal)> refusals, StreamOutcome? streamed, CancellationToken ct)
    {
        if (raised.Count == 0 && refusals.Count == 0 && streamed is null)
        {
            return [];
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await rejected.AddAsync(db, refusals, ct);
        var correlated = streamed is null ? [] : await detector.StageAsync(db, streamed, ct);
        var staged = await StageAsync(db, [.. raised, .. correlated], ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return [.. staged.Where(s => s.Value.IsNew).Select(s => s.Key)];
    }

    /// <summary>Upserts the alerts and their outbox events in a context that somebody else commits together with what belongs to it; the alert of every key, and whether it is new.</summary>
    internal async Task<Dictionary<(string Source, string SourceRef), (AlertState Alert, bool IsNew)>> StageAsync(MatoiDb db, IReadOnlyList<RaisedAlert> raised, CancellationToken ct)
    {
        var known = await LoadAsync(db, raised, ct);
        var counted = await LoadRecordsAsync(db, known.Values, raised, ct);
        var created = new HashSet<(string Source, string SourceRef)>();
        foreach (var claim in raised)
        {
            var key = (claim.Alert.Source, claim.Alert.SourceRef);
            var before = known.GetValueOrDefault(key);
            var record = UpsertAlert.RecordGuid(claim.RecordId);
            var isNew = before is null || counted.Add((before.Id, record));
            var (alert, happened) = UpsertAlert.Decide(before, claim, isNew, clock.GetUtcNow());
            if (before is null)
            {
                created.Add(key);
                known[key] = alert;
                counted.Add((alert.Id, record));
                db.Alerts.Add(alert);
            }
            else
            {
                db.AddRange(alert.Entities.Where(e => db.Entry(e).State == EntityState.Detached));
            }

            if (isNew)
            {
                db.AlertRecords.Add(new() { AlertId = alert.Id, RecordId = record });
            }

            if (happened is not null && claim.Correlate)
            {
                db.Outbox.Add(happened);
            }
        }

        return known.ToDictionary(k => k.Key, k => (k.Value, created.Contains(k.Key)));
    }

    private static async Task<Dictionary<(string Source, string SourceRef), AlertState>> LoadAsync(MatoiDb db, IReadOnlyList<RaisedAlert> raised, CancellationToken ct)
    {
        var known = new Dictionary<(string Source, string SourceRef), AlertState>();
        foreach (var refs in raised.Select(r => r.Alert.SourceRef).Distinct().Chunk(RefsPerQuery))
        {
            foreach (var alert in await db.Alerts.Include(a => a.Entities).Where(a => refs.Contains(a.SourceRef)).ToListAsync(ct))
            {
                known[(alert.Source, alert.SourceRef)] = alert;
            }
        }

        return known;
    }

    // All records of the alerts that have few; of the others only those that have come again.
    private static async Task<HashSet<(Guid, Guid)>> LoadRecordsAsync(MatoiDb db, IReadOnlyCollection<AlertState> alerts, IReadOnlyList<RaisedAlert> raised, CancellationToken ct)
    {
        var all = db.AlertRecords.AsNoTracking();
        var queries = alerts.Where(a => a.Count <= FewRecords).Select(a => a.Id).Chunk(RefsPerQuery).Select(ids => all.Where(r => ids.Contains(r.AlertId))).ToList();
        var again = raised.ToLookup(r => (r.Alert.Source, r.Alert.SourceRef), r => UpsertAlert.RecordGuid(r.RecordId));
        foreach (var alert in alerts.Where(a => a.Count > FewRecords))
        {
            queries.AddRange(again[(alert.Source, alert.SourceRef)].Distinct().Chunk(RefsPerQuery).Select(ids => all.Where(r => r.AlertId == alert.Id && ids.Contains(r.RecordId))));
        }

        var counted = new HashSet<(Guid, Guid)>();
        foreach (var query in queries)
        {
            counted.UnionWith((await query.ToListAsync(ct)).Select(r => (r.AlertId, r.RecordId)));
        }

        return counted;
    }
}
