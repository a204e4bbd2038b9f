using Matoi.Investigate.Incidents.Editing;
using Matoi.Model;
using Matoi.Model.Incidents;
using Matoi.Security;
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

        var text = owner is null ? $"Owner removed (was {before})" : $"Assigned to {owner}" + (before is null ? "" : $" (was {before})");
        return ChangeDetails.Append(incident, TimelineKind.Assigned, actor, text, now, i =>
        {
            i.Owner = owner;
            if (owner is not null && i.Status == IncidentStatus.New)
            {
                (i.Status, i.Phase) = (IncidentStatus.InProgress, IncidentPhase.Analyse);
                i.AckTime ??= now;
            }
        });
    }

    /// <summary>Assigns the incident of that number.</summary>
    public Task<Problem?> HandleAsync(int number, Request request, Viewer actor, CancellationToken ct, IncidentChanges.Seen seen = default)
        => changes.ApplyAsync(number, actor, (incident, now) => Decide(incident, request, actor.Name, now), ct, seen);

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapPost("/incidents/{number:int}/assign", async (int number, Request request, AssignIncident assign, HttpContext http, CancellationToken ct)
            => await Etag.ChangeAsync(http, seen => assign.HandleAsync(number, request, http.Viewer(), ct, seen)))
            .WithSummary("Sets the owner; an empty owner takes it away.");
}
