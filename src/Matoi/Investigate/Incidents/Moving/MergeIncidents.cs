using Matoi.Model;
using Matoi.Model.Incidents;
using Matoi.Security;
using Matoi.Storage.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Investigate.Incidents.Moving;

/// <summary>
/// Makes one incident of several: IR-4. Alerts, tasks, notes and labels go to the one that stays; the others are closed and point to it. Merging again what is
/// merged changes nothing, and every merge can be undone.
/// </summary>
public sealed class MergeIncidents(CaseTransaction transaction)
{
    /// <summary>What to merge.</summary>
    /// <param name="Numbers">Two incidents or more.</param>
    /// <param name="Into">The one that stays; default: the lowest number.</param>
    /// <param name="Why">Why they are one; may be empty.</param>
    /// <param name="DryRun">True: only says what would come of it.</param>
    public sealed record Request(IReadOnlyList<int>? Numbers, int? Into = null, string? Why = null, bool DryRun = false);

    /// <summary>What came of one incident.</summary>
    /// <param name="Number">Its number.</param>
    /// <param name="Done"><c>merged</c>, <c>already-merged</c> or <c>refused</c>.</param>
    /// <param name="Alerts">Alerts that moved.</param>
    /// <param name="Problem">Why it was refused; null otherwise.</param>
    /// <param name="Entry">The timeline entry to undo; null when nothing changed.</param>
    public sealed record Item(int Number, string Done, int Alerts = 0, Problem? Problem = null, Guid? Entry = null);

    /// <summary>What came of the request.</summary>
    /// <param name="Into">The incident that stays, as it is now, or with a dry run would be.</param>
    /// <param name="Items">The others.</param>
    /// <param name="DryRun">True when nothing was changed.</param>
    public sealed record Result(IncidentView Into, IReadOnlyList<Item> Items, bool DryRun);

    /// <summary>Which incident stays, and which of the others may be merged into it.</summary>
    public static (Problem? Problem, Incident? Into, IReadOnlyList<(Incident? Incident, Item? Done)> Others) Decide(Request request, IReadOnlyList<Incident> found)
    {
        var numbers = (request.Numbers ?? []).Concat(request.Into is { } named ? [named] : []).Distinct().Order().ToList();
        if (numbers.Count < 2)
        {
            return (new("merge-needs-two", "a merge needs two incidents or more; say their numbers", "numbers"), null, []);
        }

        if (found.FirstOrDefault(i => i.Number == (request.Into ?? numbers[0])) is not { } into)
        {
            return (IncidentChanges.NotFound(request.Into ?? numbers[0]), null, []);
        }

        if (!into.IsOpen)
        {
            return (IncidentChanges.IsClosed(into), null, []);
        }

        var others = numbers.Where(n => n != into.Number).Select(n => Judge(n, found.FirstOrDefault(i => i.Number == n), into)).ToList();
        return others.TrueForAll(o => o.Done?.Problem is not null) ? (others[0].Done!.Problem, null, []) : (null, into, others);
    }

    /// <summary>Merges them.</summary>
    public Task<(Result? Result, Problem? Problem)> HandleAsync(Request request, Viewer actor, CancellationToken ct)
        => transaction.RunAsync<(Result?, Problem?)>(request.DryRun, async (db, now, stop) =>
        {
            var numbers = (request.Numbers ?? []).Append(request.Into ?? 0).Distinct().ToList();
            var found = (await db.Incidents.Where(i => numbers.Contains(i.Number)).ToListAsync(stop)).Where(i => actor.Sees(i.RestrictedTo)).ToList();
            var (problem, into, others) = Decide(request, found);
            if (into is null)
            {
                return ((null, problem), []);
            }

            var (items, changed, mover) = (new List<Item>(), new List<Guid>(), new AlertMover(db, transaction.Facts, actor.Name, now));
            foreach (var (incident, done) in others)
            {
                items.Add(done ?? await MergeAsync(db, mover, incident!, into, request.Why, actor.Name, now, stop));
                changed.AddRange(done is null ? [incident!.Id, into.Id] : []);
            }

            await mover.RefreshAsync(changed.Count == 0 ? [] : [into], stop);
            return ((new(IncidentView.Of(into, now), items, request.DryRun), null), changed);
        }, ct);

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapPost("/incidents/merge", async (Request request, MergeIncidents merge, HttpContext http, CancellationToken ct) =>
        {
            var (result, problem) = await merge.HandleAsync(request, http.Viewer(), ct);
            return result is null ? problem.ToResult() : Results.Ok(result);
        }).WithSummary("Makes one incident of several; dryRun only says what would come of it.");

    private static (Incident? Incident, Item? Done) Judge(int number, Incident? incident, Incident into)
    {
        var problem = incident is null ? IncidentChanges.NotFound(number)
            : incident.MergedInto == into.Number ? null
            : !incident.IsOpen ? IncidentChanges.IsClosed(incident)
            : Restriction(incident, into);
        return problem is not null ? (incident, new(number, "refused", Problem: problem))
            : incident!.MergedInto is not null ? (incident, new(number, "already-merged"))
            : (incident, null);
    }

    /// <summary>Refuses to bring what is restricted to where others would see it.</summary>
    internal static Problem? Restriction(Incident from, Incident into)
        => from.RestrictedTo is null || (into.RestrictedTo is not null && into.RestrictedTo.All(name => from.RestrictedTo.Contains(name, StringComparer.OrdinalIgnoreCase)))
            ? null
            : new("restriction-differs", $"incident #{from.Number} is restricted, and #{into.Number} may be seen by others; restrict #{into.Number} alike first", $"{from.Number}");

    private static async Task<Item> MergeAsync(MatoiDb db, AlertMover mover, Incident incident, Incident into, string? why, string actor, DateTimeOffset now, CancellationToken ct)
    {
        var because = string.IsNullOrWhiteSpace(why) ? "" : $": {why.Trim()}";
        var alerts = await db.Alerts.Where(a => a.IncidentId == incident.Id).Select(a => new ValueTuple<Guid, string?>(a.Id, a.Placed)).ToListAsync(ct);
        var load = new AlertMover.Load("merge", alerts)
        {
            Placed = $"merged from #{incident.Number} by {actor}{because}",
            Tasks = await db.Tasks.Where(t => t.IncidentId == incident.Id).Select(t => t.Id).ToListAsync(ct),
            Notes = await db.Notes.Where(n => n.IncidentId == incident.Id).Select(n => n.Id).ToListAsync(ct),
        };
        var (labels, owner, ack) = (incident.Labels, incident.Owner, incident.AckTime);
        var written = await mover.MoveAsync(
            new(incident, TimelineKind.Merged, $"Merged into #{into.Number}{because}", i =>
            {
                (i.Status, i.Phase, i.MergedInto, i.ClosedTime) = (IncidentStatus.Closed, IncidentPhase.Learn, into.Number, now);
            }),
            new(into, TimelineKind.Merged, $"#{incident.Number} was merged into this: {AlertCount.Say(alerts.Count)}{because}", i =>
            {
                i.Labels = [.. i.Labels.Union(labels, StringComparer.OrdinalIgnoreCase)];

                // Nobody had taken the one that stays: whoever worked on the other goes on.
                if (i.Owner is null && owner is not null)
                {
                    (i.Owner, i.AckTime) = (owner, i.AckTime ?? ack);
                    (i.Status, i.Phase) = i.Status == IncidentStatus.New ? (IncidentStatus.InProgress, IncidentPhase.Analyse) : (i.Status, i.Phase);
                }
            }),
            load, ct);
        incident.AlertCount = 0;
        return new(incident.Number, "merged", alerts.Count, null, written[^1].Id);
    }
}
