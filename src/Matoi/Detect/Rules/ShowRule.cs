using Matoi.Storage.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Detect.Rules;

/// <summary>Shows one rule: IR-3.</summary>
public sealed class ShowRule(IDbContextFactory<MatoiDb> databases, TimeProvider clock)
{
    /// <summary>A rule.</summary>
    /// <param name="State">Its state.</param>
    /// <param name="Health">How it is doing.</param>
    /// <param name="AlertsInWeek">Alerts of the last seven days.</param>
    public sealed record Detail(RuleState State, RuleHealth Health, int AlertsInWeek);

    /// <summary>The rule of that id, or null.</summary>
    public async Task<Detail?> HandleAsync(string id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Rules.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct) is not { } state)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var week = now.AddDays(-7);
        return new(state, RuleHealths.Of(state, now), await db.RuleRuns.Where(r => r.RuleId == id && r.Started >= week).SumAsync(r => r.Alerts, ct));
    }

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapGet("/rules/{id}", async (string id, ShowRule show, CancellationToken ct) => await show.HandleAsync(id, ct) is { } detail ? Results.Ok(detail) : EnableRule.NotFound(id).ToResult())
            .WithSummary("One rule with its definition and state.");
}
