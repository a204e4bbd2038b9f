using Matoi.Model.Incidents;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Matoi.Investigate.Incidents;

/// <summary>Gives an incident an owner, or takes it away: IR-4. The first owner acknowledges it.</summary>
public sealed class AssignIncident(IncidentChanges changes)
{
    /// <summary>The new owner's user name; null or empty for nobody.</summary>
    public sealed record Request(string? Owner);

    /// <summary>Decides and changes the incident.</summary>
    public static IncidentChanges.Decision Decide(Incident incident, Request request, string actor, DateTimeOffset now)
    {
        if (!incident.IsOpen)
        {
            return IncidentChanges.IsClosed(incident);
        }

        var (before, owner) = (incident.Owner, string.IsNullOrWhiteSpace(request.Owner) ? null : request.Owner.Trim());
        if (before == owner)
        {
            return new IncidentChanges.Decision(null);
        }

        incident.Owner = owner;
        if (owner is not null && incident.Status == IncidentStatus.New)
        {
            incident.Status = IncidentStatus.InProgress;
            incident.Phase = IncidentPhase.Analyse;
            incident.AckTime ??= now;
        }

        return incident.Append(TimelineKind.Assigned, actor, owner is null ? $"Owner removed (was {before})" : $"Assigned to {owner}" + (before is null ? "" : $" (was {before})"), now);
    }

    /// <summary>Assigns the incident of that number.</summary>
    public Task<Model.Problem?> HandleAsync(int number, Request request, string actor, CancellationToken ct)
        => changes.ApplyAsync(number, (incident, now) => Decide(incident, request, actor, now), ct);

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapPost("/incidents/{number:int}/assign", async (int number, Request request, AssignIncident assign, HttpContext http, CancellationToken ct)
            => (await assign.HandleAsync(number, request, http.Actor(), ct)).ToResult())
            .WithSummary("Sets the owner; an empty owner takes it away.");
}
