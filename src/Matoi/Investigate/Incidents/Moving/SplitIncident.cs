using Matoi.Investigate.Incidents.Editing;
using Matoi.Model;
using Matoi.Model.Incidents;
using Matoi.Security;
using Matoi.Storage.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Investigate.Incidents.Moving;

/// <summary>Takes alerts out of an incident into a new one: IR-4. The entities that had held them together weigh less from then on. Asking again gives the same incident.</summary>
public sealed class SplitIncident(CaseTransaction transaction)
{
    /// <summary>What to split off.</summary>
    /// <param name="Alerts">Ids of alerts of the incident; not all of them.</param>
    /// <param name="Title">Title of the new incident; default: that of its worst alert.</param>
    /// <param name="Why">Why they are two; may be empty.</param>
    /// <param name="DryRun">True: only says what would come of it.</param>
    public sealed record Request(IReadOnlyList<Guid>? Alerts, string? Title = null, string? Why = null, bool DryRun = false);

    /// <summary>What came of it.</summary>
    /// <param name="Incident">The new incident.</param>
    /// <param name="From">The incident that was split, as it is now.</param>
    /// <param name="Alerts">Alerts that moved; 0 when it had been split like this before.</param>
    /// <param name="Learned">Keys of the entities that had held them together.</param>
    /// <param name="Entry">The timeline entry to undo; null when nothing changed.</param>
    /// <param name="DryRun">True when nothing was changed.</param>
    public sealed record Result(IncidentView Incident, IncidentView From, int Alerts, IReadOnlyList<string> Learned, Guid? Entry, bool DryRun);

    /// <summary>Why the alerts cannot be split off, or null.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="found">The alerts' incidents, by alert.</param>
    public static Problem? Decide(Incident incident, Request request, IReadOnlyDictionary<Guid, Guid?> found)
    {
        var asked = (request.Alerts ?? []).Distinct().ToList();
        if (asked.Count == 0)
        {
            return new("alerts-missing", "say which alerts leave the incident, by id", "alerts");
        }

        if (asked.FirstOrDefault(id => !found.ContainsKey(id)) is var missing && missing != Guid.Empty)
        {
            return MoveAlerts.NoAlert(missing);
        }

        return !incident.IsOpen ? IncidentChanges.IsClosed(incident)
            : asked.FirstOrDefault(id => found[id] != incident.Id) is var elsewhere && elsewhere != Guid.Empty
                ? new("alert-elsewhere", $"alert {elsewhere} is not in incident #{incident.Number}", $"{elsewhere}")
            : asked.Count >= incident.AlertCount ? new("split-all", $"all {incident.AlertCount:N0} alerts of incident #{incident.Number} were named; nothing would remain", "alerts")
            : EditRules.Title(request.Title);
    }

    /// <summary>Splits the incident of that number.</summary>
    public Task<(Result? Result, Problem? Problem)> HandleAsync(int number, Request request, Viewer actor, CancellationToken ct)
        => transaction.RunAsync<(Result?, Problem?)>(request.DryRun, async (db, now, stop) =>
        {
            if (await db.Incidents.SingleOrDefaultAsync(i => i.Number == number, stop) is not { } from || !actor.Sees(from.RestrictedTo))
            {
                return ((null, IncidentChanges.NotFound(number)), []);
            }

            var alerts = await MoveAlerts.FindAsync(db, request.Alerts ?? [], stop);
            if (await AgainAsync(db, from, request, alerts, now, stop) is { } again)
            {
                return ((again, null), []);
            }

            if (Decide(from, request, alerts.ToDictionary(a => a.Id, a => a.IncidentId)) is { } problem)
            {
                return ((null, problem), []);
            }

            var (into, entry, learned) = await SplitAsync(db, from, request, alerts, actor.Name, now, stop);
            return ((new(IncidentView.Of(into, now), IncidentView.Of(from, now), alerts.Count, learned, entry.Id, request.DryRun), null), [from.Id, into.Id]);
        }, ct);

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapPost("/incidents/{number:int}/split", async (int number, Request request, SplitIncident split, HttpContext http, CancellationToken ct) =>
        {
            var (result, problem) = await split.HandleAsync(number, request, http.Viewer(), ct);
            return result is null ? problem.ToResult() : Results.Ok(result);
        }).WithSummary("Takes alerts out into a new incident; dryRun only says what would come of it.");

    private async Task<(Incident Into, TimelineEntry Entry, IReadOnlyList<string> Learned)> SplitAsync(
        MatoiDb db, Incident from, Request request, IReadOnlyList<MoveAlerts.Found> alerts, string actor, DateTimeOffset now, CancellationToken ct)
    {
        var because = string.IsNullOrWhiteSpace(request.Why) ? "" : $": {request.Why.Trim()}";
        var learned = await EntityLessons.FindAsync(db, from.Id, [.. alerts.Select(a => a.Id)], ct);
        var into = await NewIncident.AddAsync(db, request.Title?.Trim() ?? from.Title, now, ct);
        (into.IsTitleSet, into.RestrictedTo, into.FirstSeen, into.LastSeen) = (request.Title is not null, from.RestrictedTo, from.FirstSeen, from.LastSeen);

        // It begins as it will be when the split is undone: closed, with its alerts in the other.
        (into.Status, into.Phase, into.MergedInto, into.ClosedTime) = (IncidentStatus.Closed, IncidentPhase.Learn, from.Number, now);
        db.Timeline.Add(into.Append(TimelineKind.Opened, actor, $"Opened by {actor}: split from #{from.Number}", now));
        var mover = new AlertMover(db, transaction.Facts, actor, now);
        var entries = await mover.MoveAsync(
            new(from, TimelineKind.Split, $"{AlertCount.Say(alerts.Count)} left for #{into.Number}{because}"),
            new(into, TimelineKind.Split, $"Split from #{from.Number}: {AlertCount.Say(alerts.Count)}{because}", i =>
            {
                (i.Status, i.Phase, i.MergedInto, i.ClosedTime) = (IncidentStatus.New, IncidentPhase.Detect, null, null);
            }),
            new("split", [.. alerts.Select(a => (a.Id, a.Placed))]) { Placed = $"split from #{from.Number} by {actor}{because}", Learned = learned }, ct);
        await EntityLessons.TeachAsync(db, learned, takeBack: false, now, ct);
        await mover.RefreshAsync([from, into], ct);
        return (into, entries[0], learned);
    }

    /// <summary>The result of the same split before, when these very alerts are in the incident that it opened.</summary>
    private static async Task<Result?> AgainAsync(MatoiDb db, Incident from, Request request, IReadOnlyList<MoveAlerts.Found> alerts, DateTimeOffset now, CancellationToken ct)
    {
        if (alerts.Count == 0 || alerts.Count != request.Alerts?.Distinct().Count() || alerts[0].IncidentId is not { } home || home == from.Id || alerts.Any(a => a.IncidentId != home))
        {
            return null;
        }

        var splits = await db.Timeline.AsNoTracking().Where(e => e.IncidentId == home && e.Kind == TimelineKind.Split).ToListAsync(ct);
        var same = splits.Select(e => ChangeDetails.Read(e).Transfer).FirstOrDefault(t => t?.From == from.Number && t.Alerts == alerts.Count);
        return same is null ? null
            : new(IncidentView.Of(await db.Incidents.SingleAsync(i => i.Id == home, ct), now), IncidentView.Of(from, now), 0, same.Learned ?? [], null, request.DryRun);
    }
}
