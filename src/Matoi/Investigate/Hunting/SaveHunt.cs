using Matoi.Kql.Syntax;
using Matoi.Model;
using Matoi.Storage.Lake;
using Matoi.Storage.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Investigate.Hunting;

/// <summary>Keeps a query under a name, new or in place of the owner's own: IR-4.</summary>
public sealed class SaveHunt(IDbContextFactory<MatoiDb> databases, LakeKql lake, TimeProvider clock)
{
    /// <summary>What to keep.</summary>
    /// <param name="Name">At most 120 characters.</param>
    /// <param name="Text">KQL that can be read; names in it are not checked, as tables may come later.</param>
    /// <param name="Description">At most 4,000 characters.</param>
    /// <param name="Tactics">ATT&amp;CK tactics.</param>
    /// <param name="Shared">True when everybody is to see it.</param>
    public sealed record Request(string? Name, string? Text, string? Description = null, IReadOnlyList<string>? Tactics = null, bool Shared = false);

    /// <summary>Why the request cannot be kept; null when it can.</summary>
    public static Problem? Decide(Request request)
    {
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > 120)
        {
            return new("hunt-name", "give the hunt a name of at most 120 characters", "name");
        }

        if (string.IsNullOrWhiteSpace(request.Text))
        {
            return new("query-missing", "the query is empty; write a table's name to begin with", "text");
        }

        if (request.Description?.Length > 4000)
        {
            return new("hunt-description", $"the description has {request.Description.Length:N0} characters, at most 4,000 fit", "description");
        }

        return KqlParser.Parse(request.Text).Errors is [var error, ..] ? new(error.Code, error.Describe(request.Text), "text") : null;
    }

    /// <summary>Saves a new hunt, or changes the one of <paramref name="id"/>.</summary>
    public async Task<(SavedHunt? Hunt, Problem? Problem)> HandleAsync(Guid? id, Request request, string actor, CancellationToken ct)
    {
        if (Decide(request) is { } problem)
        {
            return (null, problem);
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var (name, now) = (request.Name!.Trim(), clock.GetUtcNow());
        if (await db.SavedHunts.AnyAsync(h => h.Owner == actor && h.Name == name && h.Id != id, ct))
        {
            return (null, new("hunt-name-taken", $"you have a hunt '{name}' already; change that one or choose another name", "name"));
        }

        var hunt = id is null ? new() { Name = name, Text = request.Text!, Owner = actor, CreatedTime = now, ModifiedTime = now } : await db.SavedHunts.SingleOrDefaultAsync(h => h.Id == id, ct);
        if (hunt is null || hunt.Owner != actor && !hunt.Shared)
        {
            return (null, NotFound(id!.Value));
        }

        if (hunt.Owner != actor)
        {
            return (null, NotYours(hunt));
        }

        (hunt.Name, hunt.Text, hunt.Description, hunt.Tactics, hunt.Shared, hunt.ModifiedTime)
            = (name, request.Text!, request.Description?.Trim() ?? "", [.. (request.Tactics ?? []).Where(t => t.Trim().Length > 0).Select(t => t.Trim()).Distinct()], request.Shared, now);
        if (id is null)
        {
            db.SavedHunts.Add(hunt);
        }

        await db.SaveChangesAsync(ct);
        lake.Expect(hunt.Text);
        return (hunt, null);
    }

    internal static Problem NotFound(Guid id) => new("hunt-not-found", $"there is no saved hunt {id}", $"{id}");

    internal static Problem NotYours(SavedHunt hunt) => new("hunt-not-yours", $"the hunt '{hunt.Name}' belongs to {hunt.Owner}; save a copy under a name of your own", $"{hunt.Id}");

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/hunts", (Request request, SaveHunt save, HttpContext http, CancellationToken ct) => AnswerAsync(save, null, request, http, ct)).WithSummary("Saves a query under a name.");
        routes.MapPut("/hunts/{id:guid}", (Guid id, Request request, SaveHunt save, HttpContext http, CancellationToken ct) => AnswerAsync(save, id, request, http, ct)).WithSummary("Changes a saved query; its owner may.");
    }

    private static async Task<IResult> AnswerAsync(SaveHunt save, Guid? id, Request request, HttpContext http, CancellationToken ct)
    {
        var (hunt, problem) = await save.HandleAsync(id, request, http.Actor(), ct);
        return hunt is null ? problem.ToResult() : Results.Ok(hunt);
    }
}
