using Matoi.Model;
using Matoi.Model.Incidents;
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

        (incident.Status, incident.Phase) = (IncidentStatus.InProgress, IncidentPhase.Analyse);
        (incident.Classification, incident.ClassificationReason, incident.ClosingComment, incident.ClosedTime) = (null, null, null, null);
        return incident.Append(TimelineKind.Reopened, actor, string.IsNullOrWhiteSpace(request.Why) ? "Reopened" : $"Reopened: {request.Why.Trim()}", now);
    }

    /// <summary>Reopens the incident of that number.</summary>
    public Task<Problem?> HandleAsync(int number, Request request, string actor, CancellationToken ct)
        => changes.ApplyAsync(number, (incident, now) => Decide(incident, request, actor, now), ct);

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapPost("/incidents/{number:int}/reopen", async (int number, Request request, ReopenIncident reopen, HttpContext http, CancellationToken ct)
            => (await reopen.HandleAsync(number, request, http.Actor(), ct)).ToResult())
            .WithSummary("Opens a closed incident again.");
}
