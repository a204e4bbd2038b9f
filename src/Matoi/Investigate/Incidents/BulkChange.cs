using Matoi.Investigate.Incidents.Editing;
using Matoi.Model;
using Matoi.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Matoi.Investigate.Incidents;

/// <summary>Makes one change to many incidents: IR-4. Each is judged alone; with a dry run the answer says what would happen to each and nothing does.</summary>
public sealed class BulkChange(IncidentChanges changes, EditIncident edit)
{
    private const int MostIncidents = 10_000;

    /// <summary>Which incidents, and exactly one change.</summary>
    public sealed record Request
    {
        /// <summary>Incident numbers, at most 10,000.</summary>
        public IReadOnlyList<int>? Numbers { get; init; }

        /// <summary>True: nothing changes.</summary>
        public bool DryRun { get; init; }

        /// <summary>Gives them an owner.</summary>
        public AssignIncident.Request? Assign { get; init; }

        /// <summary>Moves them to a status or phase.</summary>
        public ChangeStatus.Request? Status { get; init; }

        /// <summary>Closes them.</summary>
        public CloseIncident.Request? Close { get; init; }

        /// <summary>Opens them again.</summary>
        public ReopenIncident.Request? Reopen { get; init; }

        /// <summary>Writes the same comment into each.</summary>
        public CommentIncident.Request? Comment { get; init; }

        /// <summary>Edits fields.</summary>
        public EditIncident.Request? Edit { get; init; }
    }

    /// <summary>What came of one incident.</summary>
    /// <param name="Number">Its number.</param>
    /// <param name="Done"><c>changed</c>, <c>unchanged</c> or <c>refused</c>; with a dry run, what would be.</param>
    /// <param name="Effect">What its timeline says, or would say.</param>
    /// <param name="Entry">The timeline entry to undo; null when nothing changed or would have.</param>
    /// <param name="Problem">Why it was refused; null otherwise.</param>
    public sealed record Item(int Number, string Done, IReadOnlyList<string> Effect, Guid? Entry = null, Problem? Problem = null);

    /// <summary>Why the request makes no sense, or null.</summary>
    public static Problem? Decide(Request request)
    {
        var given = new object?[] { request.Assign, request.Status, request.Close, request.Reopen, request.Comment, request.Edit }.Count(c => c is not null);
        return request.Numbers is not { Count: > 0 } ? new("numbers-missing", "say the numbers of the incidents to change", "numbers")
            : request.Numbers.Count > MostIncidents ? new("too-many", $"{request.Numbers.Count:N0} incidents are named, at most {MostIncidents:N0} fit into one request", "numbers")
            : given != 1 ? new("bulk-one-change", $"{given} changes are given; give exactly one of assign, status, close, reopen, comment, edit", "change")
            : null;
    }

    /// <summary>Changes them.</summary>
    public async Task<(IReadOnlyList<Item>? Items, Problem? Problem)> HandleAsync(Request request, Viewer actor, CancellationToken ct)
    {
        if (Decide(request) is { } problem)
        {
            return (null, problem);
        }

        var items = new List<Item>();
        foreach (var number in request.Numbers!.Distinct())
        {
            var outcome = await ApplyAsync(number, request, actor, ct);
            items.Add(outcome.Problem is not null ? new(number, "refused", [], null, outcome.Problem)
                : new(number, outcome.Entries.Count == 0 ? "unchanged" : "changed", [.. outcome.Entries.Select(e => e.Text)], request.DryRun || outcome.Entries.Count == 0 ? null : outcome.Entries[0].Id));
        }

        return (items, null);
    }

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapPost("/incidents/bulk", async (Request request, BulkChange bulk, HttpContext http, CancellationToken ct) =>
        {
            var (items, problem) = await bulk.HandleAsync(request, http.Viewer(), ct);
            return items is null ? problem.ToResult() : Results.Ok(items);
        }).WithSummary("Makes one change to many incidents, with a result for each; dryRun only says what would come of it.");

    private Task<IncidentChanges.Outcome> ApplyAsync(int number, Request request, Viewer actor, CancellationToken ct)
    {
        var seen = new IncidentChanges.Seen(null, request.DryRun);
        return request.Edit is { } fields
            ? edit.HandleAsync(number, fields, actor, ct, seen)
            : changes.RunAsync(number, actor, (_, incident, now, _) => Task.FromResult(
                request.Assign is { } owner ? AssignIncident.Decide(incident, owner, actor.Name, now)
                : request.Status is { } status ? ChangeStatus.Decide(incident, status, actor.Name, now)
                : request.Close is { } how ? CloseIncident.Decide(incident, how, actor.Name, now)
                : request.Reopen is { } why ? ReopenIncident.Decide(incident, why, actor.Name, now)
                : CommentIncident.Decide(incident, request.Comment!, actor.Name, now)), ct, seen);
    }
}
