using Matoi.Model;
using Matoi.Storage.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Detect.Rules;

/// <summary>Removes a rule and its history: IR-3. Its alerts stay, with the rows behind them.</summary>
public sealed class RemoveRule(IDbContextFactory<MatoiDb> databases)
{
    /// <summary>Removes the rule.</summary>
    public async Task<Problem?> HandleAsync(string id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Rules.Where(r => r.Id == id).ExecuteDeleteAsync(ct) == 0 ? EnableRule.NotFound(id) : null;
    }

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapDelete("/rules/{id}", async (string id, RemoveRule remove, CancellationToken ct) => (await remove.HandleAsync(id, ct)).ToResult()).WithSummary("Removes a rule and its history.");
}
