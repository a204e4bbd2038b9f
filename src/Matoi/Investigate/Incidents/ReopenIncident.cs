using Matoi.Investigate.Incidents.Editing;
using Matoi.Model;
using Matoi.Model.Incidents;
using Matoi.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Matoi.Investigate.Incidents;

/// <summary>Opens a closed incident again: IR-4. The earlier classification stays in the timeline.</summary>
public sealed class ReopenIncident(IncidentChanges changes)
{
    /// <summary>Why it is opened again.</summary>
    public sealed record Request(string? Why);

    /// <summary>Decides and changes the incident.</summary>
    public static IncidentChanges.Decision Decide(Incident incident, Request request, string actor, DateTimeOffset now)
    {
        if (incident.IsOpen)
        {
            return new Problem("incident-open", $"incident #{incident.Number} is open already", $"{incident.Number}");
        }

        // Its alerts are elsewhere: opened alone it would be empty.
        if (incident.MergedInto is not null)
        {
            return IncidentChanges.IsClosed(incident);
        }

        return ChangeDetails.Append(incident, TimelineKind.Reopened, actor, string.IsNullOrWhiteSpace(request.Why) ? "Reopened" : $"Reopened: {request.Why.Trim()}", now, i =>
        {
            (i.Status, i.Phase) = (IncidentStatus.InProgress, IncidentPhase.Analyse);
            (i.Classification, i.ClassificationReason, i.ClosingComment, i.ClosedTime) = (null, null, null, null);
        });
    }

    /// <summary>Reopens the incident of that number.</summary>
    public Task<Problem?> HandleAsync(int number, Request request, Viewer actor, CancellationToken ct, IncidentChanges.Seen seen = default)
        => changes.ApplyAsync(number, actor, (incident, now) => Decide(incident, request, actor.Name, now), ct, seen);

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapPost("/incidents/{number:int}/reopen", async (int number, Request request, ReopenIncident reopen, HttpContext http, CancellationToken ct)
            => await Etag.ChangeAsync(http, seen => reopen.HandleAsync(number, request, http.Viewer(), ct, seen)))
            .WithSummary("Opens a closed incident again.");
}
