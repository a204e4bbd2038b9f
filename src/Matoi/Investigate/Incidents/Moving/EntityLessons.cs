using Matoi.Detect.Alerts;
using Matoi.Detect.Correlate;
using Matoi.Storage.State;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Investigate.Incidents.Moving;

/// <summary>What a person teaches by taking alerts out of an incident: the entities that had held them there weigh less from then on.</summary>
internal static class EntityLessons
{
    private const int IdsPerQuery = 500;
    private const int MostReasons = 2000;

    /// <summary>The entities that had joined the moved alerts to those that stay. Pure.</summary>
    /// <param name="shared">Entities that both sides name.</param>
    /// <param name="moved">Why the moved alerts had joined.</param>
    /// <param name="staying">Why the others had joined.</param>
    public static IReadOnlyList<string> Decide(IReadOnlySet<string> shared, IEnumerable<JoinReason> moved, IEnumerable<JoinReason> staying)
    {
        var named = moved.SelectMany(r => r.Shared).Select(s => s.Key).Where(shared.Contains).ToHashSet();
        named = named.Count > 0 ? named : staying.SelectMany(r => r.Shared).Select(s => s.Key).Where(shared.Contains).ToHashSet();
        return [.. (named.Count > 0 ? named : shared).Order(StringComparer.Ordinal)];
    }

    /// <summary>The same from the store, before the alerts are moved.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(MatoiDb db, Guid incident, IReadOnlyList<Guid> moved, CancellationToken ct)
    {
        var (keys, reasons, leaving) = (new HashSet<string>(), new List<JoinReason>(), moved.ToHashSet());
        foreach (var ids in moved.Chunk(IdsPerQuery))
        {
            keys.UnionWith(await db.AlertEntities.Where(e => ids.Contains(e.AlertId)).Select(e => e.Key).Distinct().ToListAsync(ct));
            reasons.AddRange((await db.Alerts.Where(a => ids.Contains(a.Id) && a.JoinReason != null && a.Placed == null).Select(a => a.JoinReason).ToListAsync(ct))!);
        }

        var shared = new HashSet<string>();
        var staying = db.Alerts.Where(a => a.IncidentId == incident);
        await foreach (var named in staying.SelectMany(a => a.Entities).Select(e => new { e.AlertId, e.Key }).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (!leaving.Contains(named.AlertId) && keys.Contains(named.Key))
            {
                shared.Add(named.Key);
            }
        }

        var others = await staying.Where(a => a.JoinReason != null && a.Placed == null).Take(MostReasons).Select(a => new { a.Id, a.JoinReason }).ToListAsync(ct);
        return Decide(shared, reasons, others.Where(o => !leaving.Contains(o.Id)).Select(o => o.JoinReason!));
    }

    /// <summary>Notes the lesson, or with <paramref name="takeBack"/> takes it back.</summary>
    public static Task TeachAsync(MatoiDb db, IReadOnlyList<string> keys, bool takeBack, DateTimeOffset now, CancellationToken ct)
        => takeBack ? CorrelationLearning.UnlearnAsync(db, keys, now, ct) : CorrelationLearning.LearnAsync(db, keys, now, ct);
}
