using Matoi.Model;
using Matoi.Model.Incidents;
using Matoi.Security;
using Matoi.Storage.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Investigate.Incidents.Moving;

/// <summary>Moves alerts, of one incident, of several or of none, to another incident: IR-4. What is there already stays; what had held them elsewhere weighs less from then on.</summary>
public sealed class MoveAlerts(CaseTransaction transaction)
{
    private const int IdsPerQuery = 500;

    /// <summary>What to move.</summary>
    /// <param name="Alerts">Ids of alerts.</param>
    /// <param name="To">Number of the incident they go to.</param>
    /// <param name="Why">Why they belong there; may be empty.</param>
    /// <param name="DryRun">True: only says what would come of it.</param>
    public sealed record Request(IReadOnlyList<Guid>? Alerts, int To, string? Why = null, bool DryRun = false);

    /// <summary>An alert and where it is.</summary>
    public sealed record Found(Guid Id, Guid? IncidentId, string? Placed);

    /// <summary>What came of one alert.</summary>
    /// <param name="Alert">Its id.</param>
    /// <param name="From">Number of the incident it was in; null for none.</param>
    /// <param name="Done"><c>moved</c>, <c>already-there</c> or <c>refused</c>.</param>
    /// <param name="Problem">Why it was refused; null otherwise.</param>
    /// <param name="Entry">The timeline entry to undo; null when nothing changed.</param>
    public sealed record Item(Guid Alert, int? From, string Done, Problem? Problem = null, Guid? Entry = null);

    /// <summary>What came of the request.</summary>
    /// <param name="To">The incident they went to, as it is now.</param>
    /// <param name="Items">The alerts.</param>
    /// <param name="Learned">Keys of the entities that had held them elsewhere.</param>
    /// <param name="DryRun">True when nothing was changed.</param>
    public sealed record Result(IncidentView To, IReadOnlyList<Item> Items, IReadOnlyList<string> Learned, bool DryRun);

    /// <summary>Why an alert of that incident cannot move, or null.</summary>
    public static Problem? Decide(Incident? from, Incident to) => from is null ? null : !from.IsOpen ? IncidentChanges.IsClosed(from) : MergeIncidents.Restriction(from, to);

    /// <summary>Moves them.</summary>
    public Task<(Result? Result, Problem? Problem)> HandleAsync(Request request, Viewer actor, CancellationToken ct)
        => transaction.RunAsync<(Result?, Problem?)>(request.DryRun, async (db, now, stop) =>
        {
            var to = await db.Incidents.SingleOrDefaultAsync(i => i.Number == request.To, stop);
            var problem = to is null || !actor.Sees(to.RestrictedTo) ? IncidentChanges.NotFound(request.To)
                : !to.IsOpen ? IncidentChanges.IsClosed(to)
                : request.Alerts is not { Count: > 0 } ? new("alerts-missing", "say which alerts to move, by id", "alerts")
                : null;
            if (problem is not null)
            {
                return ((null, problem), []);
            }

            var work = new MoveWork(db, transaction.Facts, to!, actor, request, now);
            await work.RunAsync(stop);
            return work.Items.TrueForAll(i => i.Problem is not null)
                ? ((null, work.Items[0].Problem), [])
                : ((new(IncidentView.Of(to!, now), work.Items, work.Learned, request.DryRun), null), work.Changed);
        }, ct);

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapPost("/alerts/move", async (Request request, MoveAlerts move, HttpContext http, CancellationToken ct) =>
        {
            var (result, problem) = await move.HandleAsync(request, http.Viewer(), ct);
            return result is null ? problem.ToResult() : Results.Ok(result);
        }).WithSummary("Moves alerts to another incident; dryRun only says what would come of it.");

    internal static Problem NoAlert(Guid id) => new("alert-not-found", $"there is no alert {id}", $"{id}");

    /// <summary>The alerts that exist, each once.</summary>
    internal static async Task<IReadOnlyList<Found>> FindAsync(MatoiDb db, IReadOnlyList<Guid> alerts, CancellationToken ct)
    {
        var found = new List<Found>();
        foreach (var ids in alerts.Distinct().Chunk(IdsPerQuery))
        {
            found.AddRange(await db.Alerts.Where(a => ids.Contains(a.Id)).Select(a => new Found(a.Id, a.IncidentId, a.Placed)).ToListAsync(ct));
        }

        return found;
    }
}
