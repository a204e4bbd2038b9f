using Matoi.Investigate.Incidents.Editing;
using Matoi.Model.Incidents;
using Matoi.Prioritise.Clocks;
using Matoi.Prioritise.Scoring;
using Matoi.Storage.State;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Investigate.Incidents.Moving;

/// <summary>Takes alerts from one incident to another inside a transaction, with an entry in both timelines: what merge, split, move and their undoing are made of.</summary>
internal sealed class AlertMover(MatoiDb db, IncidentFacts facts, string actor, DateTimeOffset now)
{
    private const int IdsPerQuery = 500;

    /// <summary>One of the two incidents.</summary>
    /// <param name="Incident">The incident.</param>
    /// <param name="Kind">Kind of its entry.</param>
    /// <param name="Text">What its entry says.</param>
    /// <param name="Change">What else changes of it.</param>
    /// <param name="Undoes">The entry that this undoes.</param>
    public sealed record Side(Incident Incident, TimelineKind Kind, string Text, Action<Incident>? Change = null, Guid? Undoes = null);

    /// <summary>What goes along, and what to note.</summary>
    public sealed record Load(string What, IReadOnlyList<(Guid Id, string? Placed)> Alerts)
    {
        /// <summary>What stands with the alerts from now on.</summary>
        public string? Placed { get; init; }

        /// <summary>Instead: what stood with them before that step.</summary>
        public Guid? Restores { get; init; }

        public IReadOnlyList<Guid> Tasks { get; init; } = [];

        public IReadOnlyList<Guid> Notes { get; init; } = [];

        public IReadOnlyList<string> Learned { get; init; } = [];
    }

    /// <summary>Moves them; the entries written, that of the left side first.</summary>
    public async Task<IReadOnlyList<TimelineEntry>> MoveAsync(Side? from, Side? into, Load load, CancellationToken ct)
    {
        var operation = Guid.CreateVersion7();
        db.AlertMoves.AddRange(load.Alerts.Select(a => new AlertMove { Operation = operation, AlertId = a.Id, PlacedBefore = a.Placed }));
        await db.SaveChangesAsync(ct);
        var target = into?.Incident.Id;
        var moved = db.Alerts.Where(a => db.AlertMoves.Any(m => m.Operation == operation && m.AlertId == a.Id));
        if (load.Restores is { } restores)
        {
            await moved.ExecuteUpdateAsync(set => set.SetProperty(a => a.IncidentId, target).SetProperty(a => a.ModifiedTime, now)
                .SetProperty(a => a.Placed, a => db.AlertMoves.Where(m => m.Operation == restores && m.AlertId == a.Id).Select(m => m.PlacedBefore).First()), ct);
        }
        else
        {
            await moved.ExecuteUpdateAsync(set => set.SetProperty(a => a.IncidentId, target).SetProperty(a => a.ModifiedTime, now).SetProperty(a => a.Placed, load.Placed), ct);
        }

        if (target is { } home)
        {
            foreach (var ids in load.Tasks.Chunk(IdsPerQuery))
            {
                await db.Tasks.Where(t => ids.Contains(t.Id)).ExecuteUpdateAsync(set => set.SetProperty(t => t.IncidentId, home), ct);
            }

            foreach (var ids in load.Notes.Chunk(IdsPerQuery))
            {
                await db.Notes.Where(n => ids.Contains(n.Id)).ExecuteUpdateAsync(set => set.SetProperty(n => n.IncidentId, home), ct);
            }
        }

        var transfer = new AlertTransfer(operation, load.What, from?.Incident.Number, into?.Incident.Number, load.Alerts.Count, load.Tasks, load.Notes, load.Learned);
        return [.. new[] { from, into }.OfType<Side>().Select(side => Note(side, transfer))];
    }

    /// <summary>Brings the incidents' counts and priorities up to date and notes what moved.</summary>
    public async Task RefreshAsync(IEnumerable<Incident> incidents, CancellationToken ct)
    {
        // The summary is read from the store: what is decided so far must be there.
        await db.SaveChangesAsync(ct);
        foreach (var incident in incidents)
        {
            if (await Refresh.ApplyAsync(db, facts, incident, now, ct) is { } entry)
            {
                db.Timeline.Add(entry);
            }
        }
    }

    private TimelineEntry Note(Side side, AlertTransfer transfer)
    {
        var changes = side.Change is null ? null : IncidentFields.Changed(side.Incident, now, side.Change);
        ServiceClocks.Note(side.Incident, now);
        var entry = side.Incident.Append(side.Kind, actor, side.Text, now, new ChangeDetails { Changes = changes, Transfer = transfer, Undoes = side.Undoes }.Write());
        db.Timeline.Add(entry);
        return entry;
    }
}
