using Matoi.Investigate.Incidents.Editing;
using Matoi.Model;
using Matoi.Model.Incidents;
using Matoi.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Matoi.Investigate.Incidents;

/// <summary>Writes a person's words into the timeline: IR-4. Closed incidents take comments, too.</summary>
public sealed class CommentIncident(IncidentChanges changes)
{
    /// <summary>The words, at most 10,000 characters.</summary>
    public sealed record Request(string? Text);

    /// <summary>Decides and changes the incident.</summary>
    public static IncidentChanges.Decision Decide(Incident incident, Request request, string actor, DateTimeOffset now)
        => string.IsNullOrWhiteSpace(request.Text) ? new Problem("comment-missing", "the comment is empty", "text")
            : request.Text.Length > 10_000 ? new Problem("comment-too-long", $"the comment has {request.Text.Length:N0} characters, at most 10,000 fit; attach it as evidence instead", "text")
            : incident.Append(TimelineKind.Comment, actor, request.Text.Trim(), now);

    /// <summary>Comments on the incident of that number.</summary>
    public Task<Problem?> HandleAsync(int number, Request request, Viewer actor, CancellationToken ct, IncidentChanges.Seen seen = default)
        => changes.ApplyAsync(number, actor, (incident, now) => Decide(incident, request, actor.Name, now), ct, seen);

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapPost("/incidents/{number:int}/comments", async (int number, Request request, CommentIncident comment, HttpContext http, CancellationToken ct)
            => await Etag.ChangeAsync(http, seen => comment.HandleAsync(number, request, http.Viewer(), ct, seen)))
            .WithSummary("Adds a comment to the timeline.");
}
