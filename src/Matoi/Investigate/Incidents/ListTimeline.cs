using Matoi.Model.Incidents;
using Matoi.Security;
using Matoi.Storage.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Investigate.Incidents;

/// <summary>Lists timeline entries of all incidents, or of one, in the order they were written: IR-4, IR-7.</summary>
public sealed class ListTimeline(IDbContextFactory<MatoiDb> databases, TimeProvider clock)
{
    /// <summary>Entries that the viewer may see, from the cursor on.</summary>
    /// <param name="number">Only of this incident; null for all.</param>
    /// <param name="from">From where.</param>
    /// <param name="take">At most so many, at most 1000.</param>
    /// <param name="viewer">Who asks.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<ChangePage<TimelineEntry>> HandleAsync(int? number, ChangeCursor from, int take, Viewer viewer, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var most = Math.Clamp(take, 1, 1000);
        var hidden = await viewer.HiddenAsync(db, ct);
        var entries = hidden.Count == 0 ? db.Timeline.AsNoTracking() : db.Timeline.AsNoTracking().Where(e => !hidden.Contains(e.IncidentId));
        entries = number is null ? entries : entries.Where(e => db.Incidents.Any(i => i.Number == number && i.Id == e.IncidentId));
        var rows = await entries.Where(e => e.RecordTime > from.Time || (e.RecordTime == from.Time && e.Id > from.Id))
            .OrderBy(e => e.RecordTime).ThenBy(e => e.Id).Take(most + 1).ToListAsync(ct);
        return ChangePage<TimelineEntry>.Of(rows, most, from, e => (e.RecordTime, e.Id), clock.GetUtcNow());
    }

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapGet("/timeline", async (int? incident, DateTimeOffset? updatedSince, string? cursor, int? take, ListTimeline list, HttpContext http, CancellationToken ct) =>
        {
            var (from, problem) = ChangeCursor.Read(cursor, updatedSince ?? DateTimeOffset.UnixEpoch);
            if (from is not { } place)
            {
                return problem.ToResult();
            }

            var page = await list.HandleAsync(incident, place, take ?? 100, http.Viewer(), ct);
            page.Announce(http.Response);
            return Results.Ok(page.Rows);
        }).Produces<IReadOnlyList<TimelineEntry>>().WithSummary("Timeline entries in the order they were written, from updatedSince or cursor on (X-Next-Cursor, X-More).");
}
