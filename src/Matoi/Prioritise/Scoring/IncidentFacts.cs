using Matoi.Detect.Alerts;
using Matoi.Prioritise.Plans;
using Matoi.Storage.State;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Prioritise.Scoring;

/// <summary>Gathers what is known about an incident's alerts: the plan, and the assets that they name.</summary>
public sealed class IncidentFacts(PlanStore plan)
{
    /// <summary>The facts for these alerts.</summary>
    public async Task<ScoringFacts> ForAsync(MatoiDb db, IReadOnlyCollection<AlertState> alerts, CancellationToken ct)
    {
        var keys = alerts.SelectMany(a => a.Entities).Select(e => e.Key).Distinct().ToList();
        var named = await db.AssetAliases.AsNoTracking().Where(a => keys.Contains(a.Alias))
            .Join(db.Assets.AsNoTracking(), alias => alias.AssetKey, asset => asset.Key, (alias, asset) => new { alias.Alias, Asset = asset }).ToListAsync(ct);
        var current = plan.Current;
        return new() { Weights = current.Weights, ServiceLevels = current.ServiceLevels, Assets = new(named.Select(n => (n.Alias, n.Asset))) };
    }
}
