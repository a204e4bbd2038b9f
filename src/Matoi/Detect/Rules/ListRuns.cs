using Matoi.Storage.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Detect.Rules;

/// <summary>Lists the runs of a rule, newest first: IR-3. Runs that found nothing are kept for two days, others for ninety.</summary>
public sealed class ListRuns(IDbContextFactory<MatoiDb> databases)
{
    /// <summary>The newest <paramref name="take"/> runs (at most 1000).</summary>
    public async Task<IReadOnlyList<RuleRun>> HandleAsync(string ruleId, int take, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.RuleRuns.AsNoTracking().Where(r => r.RuleId == ruleId).OrderByDescending(r => r.Started).ThenByDescending(r => r.Id).Take(Math.Clamp(take, 1, 1000)).ToListAsync(ct);
    }

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapGet("/rules/{id}/runs", (string id, int? take, ListRuns list, CancellationToken ct) => list.HandleAsync(id, take ?? 100, ct)).WithSummary("Runs of a rule, newest first.");
}
