using Matoi.Prioritise.Assets;
using Matoi.Prioritise.Scoring;
using Matoi.Storage;
using Matoi.Storage.State;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Prioritise.Plans;

/// <summary>Brings assets and open incidents in line with the plan when it is not the one that they were last brought in line with: IR-1, IR-5.</summary>
public sealed class ApplyPlan(IDbContextFactory<MatoiDb> databases, PlanStore plan, RescoreIncidents rescore, AssetTurn turn, DataFolder folder)
{
    private const int AssetsPerTransaction = 500;

    /// <summary>Applies the plan if need be. One that is stopped half way is applied again at the next start.</summary>
    /// <returns>True when it was applied.</returns>
    public async Task<bool> IfChangedAsync(CancellationToken ct)
    {
        var (current, mark) = (plan.Current, Path.Combine(folder.Path, "plan.applied"));
        if (File.Exists(mark) && await File.ReadAllTextAsync(mark, ct) == current.Fingerprint)
        {
            return false;
        }

        using var _ = await turn.TakeAsync(ct);
        await ClassifyAsync(current.TagRules, ct);
        await rescore.HandleAsync(null, "matoi", "plan", ct);
        await File.WriteAllTextAsync(mark, current.Fingerprint, ct);
        return true;
    }

    private async Task ClassifyAsync(TagRules rules, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        foreach (var chunk in (await db.Assets.Select(a => a.Key).ToListAsync(ct)).Chunk(AssetsPerTransaction))
        {
            foreach (var asset in await db.Assets.Include(a => a.Aliases).Where(a => chunk.Contains(a.Key)).ToListAsync(ct))
            {
                ClassifyAsset.Apply(asset, rules);
            }

            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
        }
    }
}
