using Matoi.Detect.Alerts;
using Matoi.Detect.Correlate;
using Matoi.Model.Incidents;
using Matoi.Prioritise.Clocks;
using Matoi.Prioritise.Scoring;
using Matoi.Storage.State;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Investigate.Incidents;

/// <summary>Brings what lists show of an incident in line with its alerts after people moved them or set its severity.</summary>
internal static class Refresh
{
    /// <summary>Sets counts, entities, severity and priority; the entry that says so, or null when severity and priority stayed.</summary>
    public static async Task<TimelineEntry?> ApplyAsync(MatoiDb db, IncidentFacts facts, Incident incident, DateTimeOffset now, CancellationToken ct)
    {
        var alerts = await db.Alerts.AsNoTracking().Include(a => a.Entities).AsSplitQuery().Where(a => a.IncidentId == incident.Id).ToListAsync(ct);
        var (severity, priority, known) = (incident.Severity, incident.Priority, await facts.ForAsync(db, alerts, ct));
        if (!(alerts.Count == 0 ? Empty(incident, known, now) : SummariseIncident.Apply(incident, alerts, known)))
        {
            return null;
        }

        var moved = severity == incident.Severity ? $"Priority {priority} → {incident.Priority}" : $"Severity {severity} → {incident.Severity}, priority {priority} → {incident.Priority}";
        var text = $"{moved}: {string.Join("; ", incident.PriorityReasons)}";
        return incident.Append(TimelineKind.Prioritised, "matoi", text, now);
    }

    /// <summary>An incident without alerts is as urgent as its severity says; what it was about stays readable.</summary>
    private static bool Empty(Incident incident, ScoringFacts facts, DateTimeOffset now)
    {
        incident.AlertCount = 0;
        if (!incident.IsOpen)
        {
            return false;
        }

        var before = incident.Priority;
        var claim = new AlertState { Source = "", SourceRef = "", Title = incident.Title, Severity = incident.Severity, FirstSeen = now, LastSeen = now };
        (incident.Priority, incident.PriorityReasons) = ScoreIncident.Decide([claim], facts);
        incident.Level = facts.Weights.LevelOf(incident.Priority);
        ServiceClocks.Set(incident, facts.ServiceLevels);
        return before != incident.Priority;
    }
}
