using Matoi.Detect.Alerts;
using Matoi.Investigate.Incidents.Moving;
using Matoi.Model.Incidents;
using Matoi.Storage.State;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Investigate.Incidents;

/// <summary>How case work lies in the state store.</summary>
internal static class CaseModel
{
    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<Incident>(incident =>
        {
            // Rows from before these columns came must read as empty.
            incident.Property(i => i.Roles).HasJson().HasDefaultValueSql("'{}'");
            incident.Property(i => i.CustomFields).HasJson().HasDefaultValueSql("'{}'");
            incident.Property(i => i.Phases).HasJson().HasDefaultValueSql("'[]'");
            incident.Property(i => i.Labels).HasJson().HasDefaultValueSql("'[]'");
            incident.Property(i => i.Tickets).HasJson().HasDefaultValueSql("'[]'");

            // Restricted incidents are few; every list asks for them first.
            incident.HasIndex(i => i.RestrictedTo).HasFilter("\"RestrictedTo\" IS NOT NULL").HasDatabaseName("IX_Incidents_Restricted");
            incident.HasIndex(i => new { i.ModifiedTime, i.Id });
        });
        builder.Entity<TimelineEntry>().HasIndex(e => new { e.RecordTime, e.Id });
        builder.Entity<AlertState>(alert =>
        {
            alert.Ignore(a => a.WhyGrouped);
            alert.HasIndex(a => new { a.ModifiedTime, a.Id });
            alert.HasIndex(a => new { a.AlertType, a.LastSeen });
        });
        builder.Entity<AlertMove>(move =>
        {
            move.ToTable("AlertMoves");
            move.HasKey(m => new { m.Operation, m.AlertId });
            move.HasIndex(m => m.AlertId);
        });
        builder.Entity<IncidentTask>(task =>
        {
            task.ToTable("IncidentTasks");
            task.HasIndex(t => t.IncidentId);
            task.HasIndex(t => new { t.Owner, t.Status });
        });
        builder.Entity<IncidentNote>(note =>
        {
            note.ToTable("IncidentNotes");
            note.HasIndex(n => n.IncidentId);
            note.HasIndex(n => n.ModifiedTime);
        });
    }
}
