using Matoi.Model;
using Matoi.Storage.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Detect.Streaming;

/// <summary>Moves a Sigma rule through its life: IR-3. It takes effect with the next record.</summary>
public sealed class MoveStreamRule(StreamRules rules, IDbContextFactory<MatoiDb> databases, TimeProvider clock)
{
    /// <summary>Where it shall be.</summary>
    /// <param name="Mode">The mode; null gives it back to its file and its pack.</param>
    /// <param name="Until">End of its being muted, which needs one.</param>
    public sealed record Request(StreamMode? Mode, DateTimeOffset? Until = null);

    /// <summary>Moves the rule; a problem when it cannot be.</summary>
    public async Task<Problem?> HandleAsync(string id, Request request, string actor, CancellationToken ct)
    {
        if (id != StreamRules.ShippedPack && !rules.Content.Documents.ContainsKey(id))
        {
            return ShowStreamRule.NotFound(id);
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var state = await db.StreamRules.SingleOrDefaultAsync(r => r.Id == id, ct) ?? db.StreamRules.Add(new() { Id = id }).Entity;
        if (Decide(state, request, actor, clock.GetUtcNow()) is { } problem)
        {
            return problem;
        }

        await db.SaveChangesAsync(ct);
        rules.Reload();
        return null;
    }

    /// <summary>Brings the state to what is asked for.</summary>
    public static Problem? Decide(StreamRuleState state, Request request, string actor, DateTimeOffset now)
    {
        if (request.Mode == StreamMode.Muted && !(request.Until > now))
        {
            return new("mute-end", "a rule is muted until a time, which must lie ahead: what is muted for ever is forgotten; take it to Shadow to count its hits without an end", "until");
        }

        (state.Mode, state.MutedUntil, state.ModifiedTime, state.ModifiedBy) = (request.Mode, request.Mode == StreamMode.Muted ? request.Until : null, now, actor);
        return null;
    }

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapPost("/stream-rules/{id}/mode", async (string id, Request request, MoveStreamRule move, HttpContext http, CancellationToken ct) => (await move.HandleAsync(id, request, http.Actor(), ct)).ToResult())
            .WithSummary("Moves a Sigma rule, or all of the program's own as pack.matoi, to Draft, Shadow, Live or Muted.");
}
