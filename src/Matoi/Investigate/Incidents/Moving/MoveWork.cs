using Matoi.Model.Incidents;
using Matoi.Prioritise.Scoring;
using Matoi.Security;
using Matoi.Storage.State;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Investigate.Incidents.Moving;

/// <summary>Moves alerts to one incident inside a transaction, incident by incident that they leave.</summary>
internal sealed class MoveWork(MatoiDb db, IncidentFacts facts, Incident to, Viewer actor, MoveAlerts.Request request, DateTimeOffset now)
{
    private readonly HashSet<string> _learned = [];

    /// <summary>What came of each alert.</summary>
    public List<MoveAlerts.Item> Items { get; } = [];

    /// <summary>Incidents that changed.</summary>
    public List<Guid> Changed { get; } = [];

    /// <summary>Keys of the entities that had held the alerts elsewhere.</summary>
    public IReadOnlyList<string> Learned => [.. _learned.Order(StringComparer.Ordinal)];

    /// <summary>Moves them.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var found = await MoveAlerts.FindAsync(db, request.Alerts!, ct);
        Items.AddRange(request.Alerts!.Distinct().Except(found.Select(a => a.Id)).Select(id => new MoveAlerts.Item(id, null, "refused", MoveAlerts.NoAlert(id))));
        var (mover, left) = (new AlertMover(db, facts, actor.Name, now), new List<Incident>());
        foreach (var group in found.GroupBy(a => a.IncidentId))
        {
            var from = group.Key is { } id ? await db.Incidents.SingleAsync(i => i.Id == id, ct) : null;
            if (await MoveAsync(mover, from, [.. group], ct) && from is not null)
            {
                left.Add(from);
            }
        }

        await mover.RefreshAsync(Changed.Count == 0 ? [] : [.. left, to], ct);
    }

    private async Task<bool> MoveAsync(AlertMover mover, Incident? from, IReadOnlyList<MoveAlerts.Found> alerts, CancellationToken ct)
    {
        var hidden = from is not null && !actor.Sees(from.RestrictedTo);
        if (from?.Id == to.Id || hidden || MoveAlerts.Decide(from, to) is not null)
        {
            Items.AddRange(alerts.Select(a => from?.Id == to.Id ? new MoveAlerts.Item(a.Id, to.Number, "already-there")
                : new(a.Id, hidden ? null : from!.Number, "refused", hidden ? MoveAlerts.NoAlert(a.Id) : MoveAlerts.Decide(from, to))));
            return false;
        }

        var because = string.IsNullOrWhiteSpace(request.Why) ? "" : $": {request.Why.Trim()}";
        var learned = from is null ? [] : await EntityLessons.FindAsync(db, from.Id, [.. alerts.Select(a => a.Id)], ct);
        var where = from is null ? "outside every incident" : $"#{from.Number}";
        var entries = await mover.MoveAsync(
            from is null ? null : new(from, TimelineKind.AlertsMoved, $"{AlertCount.Say(alerts.Count)} moved to #{to.Number}{because}"),
            new(to, TimelineKind.AlertsMoved, $"{AlertCount.Say(alerts.Count)} moved here from {where}{because}"),
            new("move", [.. alerts.Select(a => (a.Id, a.Placed))]) { Placed = $"moved from {where} by {actor.Name}{because}", Learned = learned }, ct);
        await EntityLessons.TeachAsync(db, learned, takeBack: false, now, ct);
        await db.SaveChangesAsync(ct);
        _learned.UnionWith(learned);
        Items.AddRange(alerts.Select(a => new MoveAlerts.Item(a.Id, from?.Number, "moved", null, entries[^1].Id)));
        Changed.AddRange(from is null ? [to.Id] : [from.Id, to.Id]);
        return true;
    }
}
