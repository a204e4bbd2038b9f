using Matoi.Model;
using Matoi.Storage.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Investigate.Hunting;

/// <summary>Lists, notes runs of, and deletes saved queries: IR-4.</summary>
public sealed class ListHunts(IDbContextFactory<MatoiDb> databases, TimeProvider clock)
{
    /// <summary>The actor's own and those that others share, by name.</summary>
    public async Task<IReadOnlyList<SavedHunt>> HandleAsync(string actor, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.SavedHunts.AsNoTracking().Where(h => h.Owner == actor || h.Shared).OrderBy(h => h.Name).ThenBy(h => h.Owner).ToListAsync(ct);
    }

    /// <summary>Notes that a saved query was run; does nothing when it is gone.</summary>
    public async Task RanAsync(Guid id, int rows, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        await db.SavedHunts.Where(h => h.Id == id).ExecuteUpdateAsync(set => set.SetProperty(h => h.LastRunTime, now).SetProperty(h => h.LastRows, rows), ct);
    }

    /// <summary>Deletes a saved query of the actor's own.</summary>
    public async Task<Problem?> DeleteAsync(Guid id, string actor, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.SavedHunts.SingleOrDefaultAsync(h => h.Id == id, ct) is not { } hunt || hunt.Owner != actor && !hunt.Shared)
        {
            return SaveHunt.NotFound(id);
        }

        if (hunt.Owner != actor)
        {
            return SaveHunt.NotYours(hunt);
        }

        db.SavedHunts.Remove(hunt);
        await db.SaveChangesAsync(ct);
        return null;
    }

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/hunts", (ListHunts list, HttpContext http, CancellationToken ct) => list.HandleAsync(http.Actor(), ct)).WithSummary("Saved queries: the asker's and those that others share.");
        routes.MapDelete("/hunts/{id:guid}", async (Guid id, ListHunts list, HttpContext http, CancellationToken ct) => (await list.DeleteAsync(id, http.Actor(), ct)).ToResult())
            .WithSummary("Deletes a saved query; its owner may.");
    }
}
