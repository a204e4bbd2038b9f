using Matoi.Detect.Rules.Running;
using Matoi.Model;
using Matoi.Storage.Lake;
using Matoi.Storage.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Detect.Rules;

/// <summary>Switches rules on and off: IR-3. A rule that is switched on looks at its last period at once and goes on from there.</summary>
public sealed class EnableRule(IDbContextFactory<MatoiDb> databases, RuleOptions options, LakeKql lake, TimeProvider clock)
{
    /// <summary>Switches a rule on or off.</summary>
    public async Task<Problem?> HandleAsync(string id, bool enable, string actor, CancellationToken ct)
    {
        while (true)
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            if (await db.Rules.SingleOrDefaultAsync(r => r.Id == id, ct) is not { } state)
            {
                return NotFound(id);
            }

            if (Decide(state, enable, actor, options, clock.GetUtcNow()) is { } problem)
            {
                return problem;
            }

            try
            {
                await db.SaveChangesAsync(ct);
                if (enable)
                {
                    lake.Expect(state.Definition.Query);
                }

                return null;
            }
            catch (DbUpdateConcurrencyException)
            {
                // A run was recorded between reading and writing: decide anew.
            }
        }
    }

    /// <summary>Brings the state to what is asked for; a problem when the rule cannot be run.</summary>
    public static Problem? Decide(RuleState state, bool enable, string actor, RuleOptions options, DateTimeOffset now)
    {
        if (enable && state.Unusable is { } reason)
        {
            return new("rule-unusable", $"'{state.Name}' cannot be run: {reason}; repair it and add it again", state.Id);
        }

        if (state.Enabled == enable && state.SwitchedOff is null)
        {
            return null;
        }

        var delay = options.Delay(state.Definition.Kind);
        (state.Enabled, state.SwitchedOff, state.FailedInRow, state.LastError, state.SuppressedUntil) = (enable, null, 0, null, null);
        state.LastEnd = enable ? RuleSchedule.Begin(state.Definition, now, delay) : state.LastEnd;
        state.NextRun = enable ? RuleSchedule.DueAfter(state.Definition, state.LastEnd!.Value, delay) : null;
        (state.ModifiedTime, state.ModifiedBy, state.Turn) = (now, actor, state.Turn + 1);
        return null;
    }

    /// <summary>There is no rule of that id.</summary>
    public static Problem NotFound(string id) => new("rule-not-found", $"there is no rule {id}; list them with 'matoi rules list'", id);

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/rules/{id}/enable", async (string id, EnableRule enable, HttpContext http, CancellationToken ct) => (await enable.HandleAsync(id, true, http.Actor(), ct)).ToResult())
            .WithSummary("Switches a rule on.");
        routes.MapPost("/rules/{id}/disable", async (string id, EnableRule enable, HttpContext http, CancellationToken ct) => (await enable.HandleAsync(id, false, http.Actor(), ct)).ToResult())
            .WithSummary("Switches a rule off.");
    }
}
