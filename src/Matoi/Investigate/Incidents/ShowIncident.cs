using Matoi.Detect.Alerts;
using Matoi.Investigate.Incidents.Editing;
using Matoi.Model.Incidents;
using Matoi.Security;
using Matoi.Storage.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Investigate.Incidents;

/// <summary>Shows one incident with its alerts, entities and timeline: IR-4.</summary>
public sealed class ShowIncident(IDbContextFactory<MatoiDb> databases)
{
    /// <summary>Everything the incident page shows.</summary>
    /// <param name="Incident">The incident.</param>
    /// <param name="Alerts">Its alerts, by first event, with entities.</param>
    /// <param name="Timeline">Its history, oldest first.</param>
    /// <param name="BrokenEntry">Sequence of the first timeline entry that is missing or whose hash does not fit; null when the chain is intact.</param>
    public sealed record Detail(Incident Incident, IReadOnlyList<AlertState> Alerts, IReadOnlyList<TimelineEntry> Timeline, int? BrokenEntry)
    {
        /// <summary>What must be done, in order.</summary>
        public IReadOnlyList<IncidentTask> Tasks { get; init; } = [];

        /// <summary>What people wrote down, newest first.</summary>
        public IReadOnlyList<IncidentNote> Notes { get; init; } = [];
    }

    /// <summary>The incident of that number, or null when there is none that the viewer may see.</summary>
    public async Task<Detail?> HandleAsync(int number, CancellationToken ct, Viewer viewer = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Incidents.AsNoTracking().SingleOrDefaultAsync(i => i.Number == number, ct) is not { } incident || !viewer.Sees(incident.RestrictedTo))
        {
            return null;
        }

        var alerts = await db.Alerts.AsNoTracking().Include(a => a.Entities).AsSplitQuery().Where(a => a.IncidentId == incident.Id).OrderBy(a => a.FirstSeen).ThenBy(a => a.Id).ToListAsync(ct);
        var timeline = await db.Timeline.AsNoTracking().Where(e => e.IncidentId == incident.Id).OrderBy(e => e.Sequence).ToListAsync(ct);
        return new(incident, alerts, timeline, incident.FirstBroken(timeline))
        {
            Tasks = await db.Tasks.AsNoTracking().Where(t => t.IncidentId == incident.Id).OrderBy(t => t.Order).ThenBy(t => t.Id).ToListAsync(ct),
            Notes = await db.Notes.AsNoTracking().Where(n => n.IncidentId == incident.Id).OrderByDescending(n => n.Id).ToListAsync(ct),
        };
    }

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapGet("/incidents/{number:int}", async (int number, ShowIncident show, TimeProvider clock, HttpContext http, CancellationToken ct) =>
        {
            if (await show.HandleAsync(number, ct, http.Viewer()) is not { } detail)
            {
                return IncidentChanges.NotFound(number).ToResult();
            }

            http.Response.Headers.ETag = Etag.Of(detail.Incident.TimelineLength);
            return Results.Ok(new { Incident = IncidentView.Of(detail.Incident, clock.GetUtcNow()), detail.Alerts, detail.Timeline, TimelineIntact = detail.BrokenEntry is null, detail.Tasks, detail.Notes });
        }).WithSummary("One incident with its alerts and why each is in it, their entities, timeline, tasks and notes; the ETag is its version.");
}
