using Matoi.Investigate.Incidents.Editing;
using Matoi.Model;
using Matoi.Model.Incidents;
using Matoi.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Investigate.Incidents.Moving;

/// <summary>
/// Undoes a merge, split, move, assignment, closing or any change of fields by its timeline entry: IR-4. The undoing is an entry itself, and can be undone.
/// What later work depends on is refused; undoing twice changes nothing.
/// </summary>
public sealed class UndoChange(CaseTransaction transaction)
{
    /// <summary>Why, and whether it is only tried.</summary>
    public sealed record Request(string? Why = null, bool DryRun = false);

    /// <summary>What came of it.</summary>
    /// <param name="Changed">False when it had been undone before.</param>
    /// <param name="Incidents">The incidents it changed, as they are now.</param>
    /// <param name="Entry">The entry to undo this undoing; null when nothing changed.</param>
    /// <param name="DryRun">True when nothing was changed.</param>
    public sealed record Result(bool Changed, IReadOnlyList<IncidentView> Incidents, Guid? Entry, bool DryRun);

    /// <summary>Undoes the entry.</summary>
    public Task<(Result? Result, Problem? Problem)> HandleAsync(Guid entryId, Request request, Viewer actor, CancellationToken ct)
        => transaction.RunAsync<(Result?, Problem?)>(request.DryRun, async (db, now, stop) =>
        {
            var entry = await db.Timeline.AsNoTracking().SingleOrDefaultAsync(e => e.Id == entryId, stop);
            var incident = entry is null ? null : await db.Incidents.SingleOrDefaultAsync(i => i.Id == entry.IncidentId, stop);
            if (incident is null || !actor.Sees(incident.RestrictedTo))
            {
                return ((null, new("entry-not-found", $"there is no timeline entry {entryId}; 'matoi incidents show NUMBER --json' lists them", $"{entryId}")), []);
            }

            var undone = await db.Timeline.AsNoTracking().Where(e => e.IncidentId == incident.Id && e.Kind == TimelineKind.Undone).ToListAsync(stop);
            if (UndoRules.IsUndone(entryId, undone))
            {
                return ((new(false, [IncidentView.Of(incident, now)], null, request.DryRun), null), []);
            }

            var work = new UndoWork(db, transaction.Facts, actor, request.Why, now);
            var problem = ChangeDetails.Read(entry!) is { Transfer: { } transfer } ? await work.TransferAsync(entry!, transfer, stop) : await work.FieldsAsync(incident, entry!, stop);
            return problem is not null ? ((null, problem), [])
                : ((new(true, [.. work.Incidents.Select(i => IncidentView.Of(i, now))], work.Entry, request.DryRun), null), [.. work.Incidents.Select(i => i.Id)]);
        }, ct);

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapPost("/timeline/{entry:guid}/undo", async (Guid entry, Request request, UndoChange undo, HttpContext http, CancellationToken ct) =>
        {
            var (result, problem) = await undo.HandleAsync(entry, request, http.Viewer(), ct);
            return result is null ? problem.ToResult() : Results.Ok(result);
        }).WithSummary("Undoes the change that a timeline entry tells; refused when later work depends on it.");
}
