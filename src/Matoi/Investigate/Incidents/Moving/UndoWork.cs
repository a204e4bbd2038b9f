using Matoi.Investigate.Incidents.Editing;
using Matoi.Model;
using Matoi.Model.Incidents;
using Matoi.Prioritise.Scoring;
using Matoi.Security;
using Matoi.Storage.State;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Investigate.Incidents.Moving;

/// <summary>Undoes one entry inside a transaction.</summary>
internal sealed class UndoWork(MatoiDb db, IncidentFacts facts, Viewer actor, string? why, DateTimeOffset now)
{
    private readonly string _because = string.IsNullOrWhiteSpace(why) ? "" : $" — {why.Trim()}";

    /// <summary>Incidents that changed.</summary>
    public List<Incident> Incidents { get; } = [];

    /// <summary>The entry that was written.</summary>
    public Guid? Entry { get; private set; }

    /// <summary>Sets fields back; the problem that stops it, or null.</summary>
    public async Task<Problem?> FieldsAsync(Incident incident, TimelineEntry entry, CancellationToken ct)
    {
        var changes = ChangeDetails.Read(entry).Changes ?? [];
        if (UndoRules.Decide(incident, entry, changes, false) is { } problem)
        {
            return problem;
        }

        var moved = IncidentFields.Changed(incident, now, i => UndoRules.Apply(i, changes));
        var written = incident.Append(TimelineKind.Undone, actor.Name, Say(entry), now, new ChangeDetails { Changes = moved, Undoes = entry.Id }.Write());
        db.Timeline.Add(written);
        Entry = written.Id;
        Incidents.Add(incident);
        if (changes.Any(c => c.Field is "severity" or "severitySet" or "title" or "titleSet"))
        {
            await new AlertMover(db, facts, actor.Name, now).RefreshAsync([incident], ct);
        }

        return null;
    }

    /// <summary>Brings alerts back where they were; the problem that stops it, or null.</summary>
    public async Task<Problem?> TransferAsync(TimelineEntry entry, AlertTransfer transfer, CancellationToken ct)
    {
        var (from, into) = (await FindAsync(transfer.From, ct), await FindAsync(transfer.Into, ct));
        var (fromEntry, intoEntry) = (await SideAsync(from, transfer, ct), await SideAsync(into, transfer, ct));
        foreach (var (incident, side) in new[] { (into, intoEntry), (from, fromEntry) })
        {
            if (incident is not null && (!actor.Sees(incident.RestrictedTo) || side is null))
            {
                return IncidentChanges.NotFound(incident.Number);
            }

            if (incident is not null && UndoRules.Decide(incident, side!, ChangeDetails.Read(side!).Changes ?? [], true) is { } problem)
            {
                return problem;
            }
        }

        var home = into?.Id;
        var moved = await db.Alerts.Where(a => db.AlertMoves.Any(m => m.Operation == transfer.Operation && m.AlertId == a.Id))
            .Select(a => new { a.Id, a.Placed, a.IncidentId }).ToListAsync(ct);
        var present = await db.Alerts.CountAsync(a => a.IncidentId == home && home != null, ct);
        var gone = moved.Count(a => a.IncidentId != home);
        var blocked = gone > 0 ? Gone(entry, gone, into) : transfer.What == "split" && present > moved.Count ? Grown(entry, into!, present - moved.Count, intoEntry!) : null;
        if (blocked is not null)
        {
            return blocked;
        }

        var mover = new AlertMover(db, facts, actor.Name, now);
        var entries = await mover.MoveAsync(Undoing(into, intoEntry), Undoing(from, fromEntry), new(transfer.What, [.. moved.Select(a => (a.Id, a.Placed))])
        {
            Restores = transfer.Operation, Tasks = from is null ? [] : transfer.Tasks ?? [], Notes = from is null ? [] : transfer.Notes ?? [], Learned = transfer.Learned ?? [],
        }, ct);

        // A lesson was taught by taking apart; undoing that takes it back, and undoing the undoing teaches it again.
        await EntityLessons.TeachAsync(db, transfer.Learned ?? [], takeBack: entry.Kind != TimelineKind.Undone, now, ct);
        Incidents.AddRange(new[] { from, into }.OfType<Incident>());
        Entry = entries.First(e => e.IncidentId == entry.IncidentId).Id;
        await mover.RefreshAsync(Incidents, ct);
        return null;
    }

    private AlertMover.Side? Undoing(Incident? incident, TimelineEntry? side)
        => incident is null ? null : new(incident, TimelineKind.Undone, Say(side!), i => UndoRules.Apply(i, ChangeDetails.Read(side!).Changes ?? []), side!.Id);

    private string Say(TimelineEntry entry) => $"Undone: {UndoRules.Short(entry.Text)}{_because}";

    private async Task<Incident?> FindAsync(int? number, CancellationToken ct) => number is null ? null : await db.Incidents.SingleAsync(i => i.Number == number, ct);

    // Both timelines tell a transfer; each side's entry says what it changed of its incident.
    private async Task<TimelineEntry?> SideAsync(Incident? incident, AlertTransfer transfer, CancellationToken ct)
    {
        if (incident is null)
        {
            return null;
        }

        TimelineKind[] kinds = [TimelineKind.Merged, TimelineKind.Split, TimelineKind.AlertsMoved, TimelineKind.Undone];
        var entries = await db.Timeline.AsNoTracking().Where(e => e.IncidentId == incident.Id && kinds.Contains(e.Kind)).ToListAsync(ct);
        return entries.Find(e => ChangeDetails.Read(e).Transfer?.Operation == transfer.Operation);
    }

    private static Problem Gone(TimelineEntry entry, int gone, Incident? into)
        => new("undo-blocked", $"{AlertCount.Say(gone)} of '{UndoRules.Short(entry.Text)}' left {(into is null ? "where they were" : $"#{into.Number}")} since; undo that first", $"{entry.Id}");

    private static Problem? Grown(TimelineEntry entry, Incident into, int more, TimelineEntry side)
        => ChangeDetails.Read(side).Changes is { Count: > 0 }
            ? new("undo-blocked", $"{AlertCount.Say(more)} came to #{into.Number} after '{UndoRules.Short(entry.Text)}' and would be left alone; move them first", $"{entry.Id}")
            : null;
}
