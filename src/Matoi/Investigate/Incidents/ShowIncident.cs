using Matoi.Detect.Alerts;
using Matoi.Model.Incidents;
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
    public sealed record Detail(Incident Incident, IReadOnlyList<AlertState> Alerts, IReadOnlyList<TimelineEntry> Timeline, int? BrokenEntry);

    /// <summary>The incident of that number, or null.</summary>
    public async Task<Detail?> HandleAsync(int number, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Incidents.AsNoTracking().SingleOrDefaultAsync(i => i.Number == number, ct) is not { } incident)
        {
            return null;
        }

        var alerts = await db.Alerts.AsNoTracking().Include(a => a.Entities).AsSplitQuery().Where(a => a.IncidentId == incident.Id).OrderBy(a => a.FirstSeen).ThenBy(a => a.Id).ToListAsync(ct);
        var timeline = await db.Timeline.AsNoTracking().Where(e => e.IncidentId == incident.Id).OrderBy(e => e.Sequence).ToListAsync(ct);
        return new(incident, alerts, timeline, incident.FirstBroken(timeline));
    }

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapGet("/incidents/{number:int}", async (int number, ShowIncident show, TimeProvider clock, CancellationToken ct)
            => await show.HandleAsync(number, ct) is { } detail
                ? Results.Ok(new { Incident = IncidentView.Of(detail.Incident, clock.GetUtcNow()), detail.Alerts, detail.Timeline, TimelineIntact = detail.BrokenEntry is null })
                : IncidentChanges.NotFound(number).ToResult())
            .WithSummary("One incident with its alerts, their entities and the timeline.");
}
