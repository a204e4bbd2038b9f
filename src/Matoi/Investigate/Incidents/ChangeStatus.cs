using Matoi.Investigate.Incidents.Editing;
using Matoi.Model;
using Matoi.Model.Incidents;
using Matoi.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Matoi.Investigate.Incidents;

/// <summary>Moves an open incident to another status or NIST phase: IR-4. Leaving New acknowledges it; closing has a use case of its own.</summary>
public sealed class ChangeStatus(IncidentChanges changes)
{
    /// <summary>Where it goes; what is null stays.</summary>
    public sealed record Request(IncidentStatus? Status, IncidentPhase? Phase);

    /// <summary>Decides and changes the incident.</summary>
    public static IncidentChanges.Decision Decide(Incident incident, Request request, string actor, DateTimeOffset now)
    {
        if (!incident.IsOpen)
        {
            return IncidentChanges.IsClosed(incident);
        }

        if (request.Status == IncidentStatus.Closed)
        {
            return new Problem("needs-classification", "closing needs a classification and a comment; use close", "status");
        }

        var (status, phase) = (request.Status ?? incident.Status, request.Phase ?? incident.Phase);
        if ((status, phase) == (incident.Status, incident.Phase))
        {
            return new IncidentChanges.Decision(null);
        }

        var text = string.Join(", ", ((string?[])
        [
            status != incident.Status ? $"Status {incident.Status} → {status}" : null,
            phase != incident.Phase ? $"Phase {incident.Phase} → {phase}" : null,
        ]).OfType<string>());
        return ChangeDetails.Append(incident, TimelineKind.StatusChanged, actor, text, now, i =>
        {
            (i.Status, i.Phase) = (status, phase);
            i.AckTime = status == IncidentStatus.New ? i.AckTime : i.AckTime ?? now;
        });
    }

    /// <summary>Changes the incident of that number.</summary>
    public Task<Problem?> HandleAsync(int number, Request request, Viewer actor, CancellationToken ct, IncidentChanges.Seen seen = default)
        => changes.ApplyAsync(number, actor, (incident, now) => Decide(incident, request, actor.Name, now), ct, seen);

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapPost("/incidents/{number:int}/status", async (int number, Request request, ChangeStatus change, HttpContext http, CancellationToken ct)
            => await Etag.ChangeAsync(http, seen => change.HandleAsync(number, request, http.Viewer(), ct, seen)))
            .WithSummary("Moves to another status or phase; InProgress acknowledges.");
}
