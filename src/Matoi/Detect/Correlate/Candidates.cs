using Matoi.Detect.Alerts;
using Matoi.Model.Entities;
using Matoi.Model.Incidents;
using Matoi.Storage.State;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Detect.Correlate;

/// <summary>Reads the open incidents that share an entity with an alert, and how common each entity is.</summary>
internal sealed record Candidates(IReadOnlyList<CorrelateAlert.Candidate> Incidents, IReadOnlyDictionary<string, int> IncidentsNaming)
{
    private const int MostIncidents = 50;
    private const int MostAlertsCounted = 2000;

    public static async Task<Candidates> FindAsync(MatoiDb db, AlertState alert, CancellationToken ct)
    {
        var keys = alert.Entities.Where(e => EntityWeights.Of(e, 0) > 0).Select(e => e.Key).ToList();
        if (keys.Count == 0)
        {
            return new([], new Dictionary<string, int>());
        }

        var (from, to) = (alert.FirstSeen - CorrelateAlert.Window, alert.LastSeen + CorrelateAlert.Window);
        var month = alert.LastSeen.AddDays(-30);
        var named = await db.AlertEntities.Where(e => keys.Contains(e.Key))
            .Join(db.Alerts.Where(a => a.IncidentId != null && a.LastSeen >= month), e => e.AlertId, a => a.Id, (e, a) => new { e.Key, a.IncidentId, a.FirstSeen, a.LastSeen })
            .OrderByDescending(x => x.LastSeen).Take(MostAlertsCounted).ToListAsync(ct);
        var near = named.Where(x => x.LastSeen >= from && x.FirstSeen <= to).Select(x => x.IncidentId!.Value).Distinct().Take(MostIncidents).ToList();
        var incidents = await db.Incidents.Where(i => near.Contains(i.Id) && i.Status != IncidentStatus.Closed).ToListAsync(ct);
        var withAccounts = await db.Alerts.Where(a => a.IncidentId != null && near.Contains(a.IncidentId.Value) && a.Entities.Any(e => e.Type == EntityType.Account))
            .Select(a => a.IncidentId!.Value).Distinct().ToListAsync(ct);
        var shared = named.ToLookup(x => x.IncidentId!.Value, x => x.Key);
        return new(
            [.. incidents.Select(i => new CorrelateAlert.Candidate(i.Id, i.FirstSeen, i.LastSeen, i.Tactics, shared[i.Id].ToHashSet())
            {
                Severity = i.Severity, NamesAccounts = withAccounts.Contains(i.Id),
            })],
            named.GroupBy(x => x.Key).ToDictionary(g => g.Key, g => g.Select(x => x.IncidentId).Distinct().Count()));
    }
}
