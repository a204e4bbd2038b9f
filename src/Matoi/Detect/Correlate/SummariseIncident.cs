using Matoi.Detect.Alerts;
using Matoi.Model;
using Matoi.Model.Alerts;
using Matoi.Model.Entities;
using Matoi.Model.Incidents;
using Matoi.Prioritise.Clocks;
using Matoi.Prioritise.Scoring;

namespace Matoi.Detect.Correlate;

/// <summary>Brings what lists show of an incident in line with its alerts. Pure.</summary>
public static class SummariseIncident
{
    /// <summary>Sets title, severity, priority, counts, entities, tactics, clouds and times; true when severity or priority moved.</summary>
    public static bool Apply(Incident incident, IReadOnlyCollection<AlertState> alerts, ScoringFacts? facts = null)
    {
        facts ??= ScoringFacts.None;
        var before = (incident.Severity, incident.Priority);
        var lead = alerts.OrderByDescending(a => a.Severity).ThenByDescending(a => a.Tactics.Select(Tactics.Order).DefaultIfEmpty(-1).Max()).ThenBy(a => a.FirstSeen).First();
        incident.AlertCount = alerts.Count;
        incident.TopEntities = [.. alerts.SelectMany(a => a.Entities).GroupBy(e => e.Key)
            .Select(g => new EntityBadge(g.First().Type, g.Key, g.First().Name, g.Count()))
            .OrderByDescending(b => b.Alerts).ThenBy(b => b.Type).ThenBy(b => b.Name, StringComparer.Ordinal).Take(12)];
        incident.Tactics = [.. alerts.SelectMany(a => a.Tactics).Distinct().OrderBy(Tactics.Order)];
        incident.Clouds = [.. alerts.Select(a => a.Cloud).Where(c => c != Cloud.Unknown).Distinct().Order()];
        incident.Products = [.. alerts.Select(a => a.Product).Distinct().Order(StringComparer.Ordinal)];
        incident.FirstSeen = alerts.Min(a => a.FirstSeen);
        incident.LastSeen = alerts.Max(a => a.LastSeen);
        incident.Severity = incident.IsSeveritySet ? incident.Severity : lead.Severity;
        incident.Title = incident.IsTitleSet ? incident.Title : Title(lead, alerts.Count, incident.TopEntities);
        (incident.Priority, incident.PriorityReasons) = ScoreIncident.Decide(alerts, facts, incident.IsSeveritySet ? incident.Severity : null);
        incident.Level = facts.Weights.LevelOf(incident.Priority);
        ServiceClocks.Set(incident, facts.ServiceLevels);
        return before != (incident.Severity, incident.Priority);
    }

    private static string Title(AlertState lead, int alerts, List<EntityBadge> entities)
    {
        // People work on people and machines; an address says where from, not on what.
        var on = entities.Find(e => e.Type is EntityType.Account or EntityType.Host) ?? entities.FirstOrDefault();
        return alerts == 1 || on is null ? lead.Title : $"{lead.Title.TrimEnd('.')} (+{alerts - 1} on {on.Name})";
    }
}
