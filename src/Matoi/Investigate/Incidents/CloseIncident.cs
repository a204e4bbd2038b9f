using Matoi.Investigate.Incidents.Editing;
using Matoi.Model;
using Matoi.Model.Incidents;
using Matoi.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Matoi.Investigate.Incidents;

/// <summary>Closes an incident with a classification in Sentinel's terms: IR-4, the start of IR-7.</summary>
public sealed class CloseIncident(IncidentChanges changes)
{
    /// <summary>How it ended.</summary>
    /// <param name="Classification">Sentinel's classification.</param>
    /// <param name="Reason">The reason that belongs to it; null takes the only or first one.</param>
    /// <param name="Comment">What was found, in words; required.</param>
    public sealed record Request(Classification Classification, ClassificationReason? Reason, string? Comment);

    /// <summary>Reasons that belong to a classification, the usual one first.</summary>
    public static IReadOnlyList<ClassificationReason> Reasons(Classification classification) => classification switch
    {
        Classification.TruePositive => [ClassificationReason.SuspiciousActivity],
        Classification.BenignPositive => [ClassificationReason.SuspiciousButExpected],
        Classification.FalsePositive => [ClassificationReason.IncorrectAlertLogic, ClassificationReason.InaccurateData],
        _ => [ClassificationReason.None],
    };

    /// <summary>Decides and changes the incident.</summary>
    public static IncidentChanges.Decision Decide(Incident incident, Request request, string actor, DateTimeOffset now)
    {
        if (!incident.IsOpen)
        {
            return IncidentChanges.IsClosed(incident);
        }

        var reason = request.Reason ?? Reasons(request.Classification)[0];
        if (!Reasons(request.Classification).Contains(reason))
        {
            return new Problem("reason-does-not-fit", $"{reason} is no reason for {request.Classification}; use {string.Join(" or ", Reasons(request.Classification))}", "reason");
        }

        if (string.IsNullOrWhiteSpace(request.Comment))
        {
            return new Problem("comment-missing", "say in a comment what was found, so that the next person need not find it again", "comment");
        }

        var comment = request.Comment.Trim();
        return ChangeDetails.Append(incident, TimelineKind.Closed, actor, $"Closed as {request.Classification} ({reason}): {comment}", now, i =>
        {
            (i.Status, i.Phase) = (IncidentStatus.Closed, IncidentPhase.Learn);
            (i.Classification, i.ClassificationReason, i.ClosingComment) = (request.Classification, reason, comment);
            i.ClosedTime = now;
            i.AckTime ??= now;
        });
    }

    /// <summary>Closes the incident of that number.</summary>
    public Task<Problem?> HandleAsync(int number, Request request, Viewer actor, CancellationToken ct, IncidentChanges.Seen seen = default)
        => changes.ApplyAsync(number, actor, (incident, now) => Decide(incident, request, actor.Name, now), ct, seen);

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapPost("/incidents/{number:int}/close", async (int number, Request request, CloseIncident close, HttpContext http, CancellationToken ct)
            => await Etag.ChangeAsync(http, seen => close.HandleAsync(number, request, http.Viewer(), ct, seen)))
            .WithSummary("Closes with a classification, the reason that belongs to it, and a comment.");
}
