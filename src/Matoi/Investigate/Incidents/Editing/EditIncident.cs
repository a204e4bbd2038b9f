using Matoi.Model;
using Matoi.Model.Incidents;
using Matoi.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Matoi.Investigate.Incidents.Editing;

/// <summary>Edits what people write about an incident, field by field: IR-4. Fields that the request leaves out stay; closed incidents can be edited, too.</summary>
public sealed class EditIncident(IncidentChanges changes)
{
    /// <summary>What to change; what is null stays.</summary>
    public sealed record Request
    {
        /// <summary>One sentence, at most 500 characters.</summary>
        public string? Title { get; init; }

        /// <summary>Markdown, at most 100,000 characters; noted with author and time.</summary>
        public string? Summary { get; init; }

        /// <summary>Severity; needs <see cref="Why"/>, and from then on alerts leave it alone.</summary>
        public Severity? Severity { get; init; }

        /// <summary>Why the severity changes.</summary>
        public string? Why { get; init; }

        /// <summary>All labels.</summary>
        public IReadOnlyList<string>? Labels { get; init; }

        /// <summary>Labels to add to those that are there.</summary>
        public IReadOnlyList<string>? AddLabels { get; init; }

        /// <summary>Labels to take away.</summary>
        public IReadOnlyList<string>? RemoveLabels { get; init; }

        /// <summary>Traffic Light Protocol.</summary>
        public Tlp? Tlp { get; init; }

        /// <summary>Permissible Actions Protocol.</summary>
        public Pap? Pap { get; init; }

        /// <summary>Roles by user name; an empty name takes the role away.</summary>
        public IReadOnlyDictionary<IncidentRole, string?>? Roles { get; init; }

        /// <summary>Custom fields by name; null takes a field away.</summary>
        public IReadOnlyDictionary<string, string?>? CustomFields { get; init; }

        /// <summary>All links to tickets.</summary>
        public IReadOnlyList<Ticket>? Tickets { get; init; }

        /// <summary>The only users who may see it; who restricts it is always one of them.</summary>
        public IReadOnlyList<string>? RestrictedTo { get; init; }

        /// <summary>What to set back: <c>title</c>, <c>summary</c>, <c>severity</c>, <c>tlp</c>, <c>pap</c>, <c>restrictedTo</c>. Title and severity then follow the alerts again.</summary>
        public IReadOnlyList<string>? Clear { get; init; }
    }

    /// <summary>Decides and changes the incident.</summary>
    public static IncidentChanges.Decision Decide(Incident incident, Request request, string actor, DateTimeOffset now)
    {
        if (incident.MergedInto is not null)
        {
            return IncidentChanges.IsClosed(incident);
        }

        if (EditRules.Check(incident, request) is { } problem)
        {
            return problem;
        }

        var moved = IncidentFields.Changed(incident, now, i => Apply(i, request, actor, now));
        return moved.Count == 0
            ? new IncidentChanges.Decision(null)
            : incident.Append(TimelineKind.Edited, actor, Say(moved, request.Why), now, new ChangeDetails { Changes = moved }.Write());
    }

    /// <summary>Edits the incident of that number; <paramref name="seen"/> says what the writer had read.</summary>
    public async Task<IncidentChanges.Outcome> HandleAsync(int number, Request request, Viewer actor, CancellationToken ct, IncidentChanges.Seen seen = default)
        => await changes.RunAsync(number, actor, async (db, incident, now, stop) =>
        {
            var (severity, wasSet) = (incident.Severity, incident.IsSeveritySet);
            var decision = Decide(incident, request, actor.Name, now);
            return decision.Entries.Count > 0 && (severity, wasSet) != (incident.Severity, incident.IsSeveritySet) && await Refresh.ApplyAsync(db, changes.Facts, incident, now, stop) is { } prioritised
                ? decision with { Entries = [.. decision.Entries, prioritised] }
                : decision;
        }, ct, seen);

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapPatch("/incidents/{number:int}", async (int number, bool? dryRun, Request request, EditIncident edit, HttpContext http, CancellationToken ct) =>
        {
            var (seen, problem) = Etag.Read(http.Request, dryRun ?? false);
            if (problem is not null)
            {
                return problem.ToResult();
            }

            var outcome = await edit.HandleAsync(number, request, http.Viewer(), ct, seen);
            if (outcome.Problem is not null)
            {
                return outcome.Problem.ToResult();
            }

            http.Response.Headers.ETag = Etag.Of(outcome.Version);
            return Results.Ok(new { Changed = outcome.Entries.Select(e => new { e.Id, e.Text }), outcome.Version });
        }).WithSummary("Edits fields; with If-Match a change of other fields meanwhile merges, a change of the same field is a conflict that names both values.");

    private static void Apply(Incident i, Request request, string actor, DateTimeOffset now)
    {
        var clear = request.Clear ?? [];
        (i.Title, i.IsTitleSet) = request.Title is { } title ? (title.Trim(), true) : (i.Title, i.IsTitleSet && !clear.Contains("title"));
        (i.Severity, i.IsSeveritySet) = request.Severity is { } severity ? (severity, true) : (i.Severity, i.IsSeveritySet && !clear.Contains("severity"));
        var summary = request.Summary?.Trim() ?? (clear.Contains("summary") ? "" : i.Summary ?? "");
        if (summary != (i.Summary ?? ""))
        {
            var gone = summary.Length == 0;
            (i.Summary, i.SummaryAuthor, i.SummaryTime) = (gone ? null : summary, gone ? null : actor, gone ? null : now);
        }

        var labels = (request.Labels ?? i.Labels).Concat(request.AddLabels ?? []).Select(l => l.Trim()).Distinct(StringComparer.OrdinalIgnoreCase);
        i.Labels = [.. labels.Except((request.RemoveLabels ?? []).Select(l => l.Trim()), StringComparer.OrdinalIgnoreCase)];
        i.Tlp = request.Tlp ?? (clear.Contains("tlp") ? null : i.Tlp);
        i.Pap = request.Pap ?? (clear.Contains("pap") ? null : i.Pap);
        i.Tickets = request.Tickets is { } tickets ? [.. tickets.DistinctBy(t => (t.System, t.Key))] : i.Tickets;
        i.RestrictedTo = request.RestrictedTo is { } names ? [.. names.Append(actor).Select(n => n.Trim()).Distinct(StringComparer.OrdinalIgnoreCase)] : clear.Contains("restrictedTo") ? null : i.RestrictedTo;
        foreach (var (role, name) in request.Roles ?? new Dictionary<IncidentRole, string?>())
        {
            i.Roles = new(i.Roles.Where(r => r.Key != role).Concat(string.IsNullOrWhiteSpace(name) ? [] : [KeyValuePair.Create(role, name.Trim())]));
        }

        foreach (var (name, value) in request.CustomFields ?? new Dictionary<string, string?>())
        {
            i.CustomFields = new(i.CustomFields.Where(f => f.Key != name).Concat(value is null ? [] : [KeyValuePair.Create(name, value)]));
        }
    }

    private static string Say(IReadOnlyList<FieldChange> moved, string? why)
    {
        var parts = moved.Where(c => !IncidentFields.Follows(c.Field)).Select(c => c.Field == "summary" ? "summary written" : $"{c.Field} {FieldChange.Say(c.From)} → {FieldChange.Say(c.To)}").ToList();
        return $"Edited: {(parts.Count == 0 ? string.Join(", ", moved.Select(c => c.Field)) : string.Join(", ", parts))}{(string.IsNullOrWhiteSpace(why) ? "" : $" — {why.Trim()}")}";
    }
}
