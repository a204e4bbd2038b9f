using Matoi.Model;
using Matoi.Security;
using Matoi.Storage.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Detect.Alerts;

/// <summary>Lists alerts, latest first: IR-3.</summary>
public sealed class ListAlerts(IDbContextFactory<MatoiDb> databases, TimeProvider clock)
{
    /// <summary>What to list; null does not narrow.</summary>
    /// <param name="Source">Source id.</param>
    /// <param name="MinSeverity">This severity and worse.</param>
    /// <param name="Incident">Incident number.</param>
    /// <param name="Entity">Entity key.</param>
    /// <param name="UpdatedSince">Changed here at or after.</param>
    /// <param name="Type">The provider's type; for alerts of rules the rule's id.</param>
    /// <param name="Skip">Rows to pass over. Default 0.</param>
    /// <param name="Take">Rows at most. Default 100, at most 1000.</param>
    public sealed record Request(string? Source, Severity? MinSeverity, int? Incident, string? Entity, DateTimeOffset? UpdatedSince, string? Type, int? Skip, int? Take);

    /// <summary>The alerts that the viewer may see.</summary>
    public async Task<IReadOnlyList<AlertState>> HandleAsync(Request request, CancellationToken ct, Viewer viewer = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await (await WhereAsync(db, request, viewer, ct))
            .OrderByDescending(a => a.LastSeen).ThenBy(a => a.Id).Skip(request.Skip ?? 0).Take(Math.Clamp(request.Take ?? 100, 1, 1000)).ToListAsync(ct);
    }

    /// <summary>The alerts that have changed since, in order of change.</summary>
    public async Task<ChangePage<AlertState>> SinceAsync(Request request, ChangeCursor from, Viewer viewer, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var most = Math.Clamp(request.Take ?? 100, 1, 1000);
        var rows = await (await WhereAsync(db, request, viewer, ct)).Where(a => a.ModifiedTime > from.Time || (a.ModifiedTime == from.Time && a.Id > from.Id))
            .OrderBy(a => a.ModifiedTime).ThenBy(a => a.Id).Take(most + 1).ToListAsync(ct);
        return ChangePage<AlertState>.Of(rows, most, from, a => (a.ModifiedTime, a.Id), clock.GetUtcNow());
    }

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapGet("/alerts", async ([AsParameters] Request request, string? cursor, ListAlerts list, HttpContext http, CancellationToken ct) =>
        {
            var (from, problem) = ChangeCursor.Read(cursor, request.UpdatedSince);
            if (problem is not null || from is not { } place)
            {
                return problem is null ? Results.Ok(await list.HandleAsync(request, ct, http.Viewer())) : problem.ToResult();
            }

            var page = await list.SinceAsync(request, place, http.Viewer(), ct);
            page.Announce(http.Response);
            return Results.Ok(page.Rows);
        }).Produces<IReadOnlyList<AlertState>>().WithSummary("Alerts, latest first, or with updatedSince or cursor in order of change (X-Next-Cursor, X-More).");

    private static async Task<IQueryable<AlertState>> WhereAsync(MatoiDb db, Request request, Viewer viewer, CancellationToken ct)
    {
        IQueryable<AlertState> alerts = db.Alerts.AsNoTracking().Include(a => a.Entities).AsSplitQuery();
        if (await viewer.HiddenAsync(db, ct) is { Count: > 0 } hidden)
        {
            alerts = alerts.Where(a => a.IncidentId == null || !hidden.Contains(a.IncidentId.Value));
        }

        alerts = request.Source is { } source ? alerts.Where(a => a.Source == source) : alerts;
        alerts = request.Type is { } type ? alerts.Where(a => a.AlertType == type) : alerts;
        alerts = request.MinSeverity is { } severity ? alerts.Where(a => a.Severity >= severity) : alerts;
        alerts = request.UpdatedSince is { } since ? alerts.Where(a => a.ModifiedTime >= since) : alerts;
        alerts = request.Entity is { } key ? alerts.Where(a => a.Entities.Any(e => e.Key == key)) : alerts;
        if (request.Incident is { } number)
        {
            var id = await db.Incidents.Where(i => i.Number == number).Select(i => (Guid?)i.Id).SingleOrDefaultAsync(ct);
            alerts = alerts.Where(a => a.IncidentId == id && id != null);
        }

        return alerts;
    }
}
