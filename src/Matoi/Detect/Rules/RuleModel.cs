using Matoi.Detect.Alerts;
using Matoi.Storage.State;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Detect.Rules;

/// <summary>How rules lie in the state store.</summary>
internal static class RuleModel
{
    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<RuleState>(rule =>
        {
            rule.ToTable("Rules");
            rule.Property(r => r.Definition).HasJson();
            rule.Property(r => r.Turn).IsConcurrencyToken();

            // What is due is asked for every few seconds.
            rule.HasIndex(r => r.NextRun).HasFilter("\"NextRun\" IS NOT NULL");
        });
        builder.Entity<RuleRun>(run =>
        {
            run.ToTable("RuleRuns");
            run.HasIndex(r => new { r.RuleId, r.Started });
            run.HasIndex(r => r.Started);
            run.HasIndex(r => new { r.Started, r.RuleId, r.Alerts }).HasFilter("\"Alerts\" > 0").HasDatabaseName("IX_RuleRuns_Raised");
            run.HasOne<RuleState>().WithMany().HasForeignKey(r => r.RuleId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<RuleSighting>(sighting =>
        {
            sighting.ToTable("RuleSightings");
            sighting.HasKey(s => new { s.RuleId, s.Row });
            sighting.HasIndex(s => s.Expires);
            sighting.HasOne<RuleState>().WithMany().HasForeignKey(s => s.RuleId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<RuleEvidence>(evidence =>
        {
            evidence.ToTable("RuleEvidence");
            evidence.HasKey(e => e.AlertId);
            evidence.HasIndex(e => e.RuleId);
            evidence.Property(e => e.Columns).HasJson();
            evidence.Property(e => e.Details).HasJson();
            evidence.HasOne<AlertState>().WithOne().HasForeignKey<RuleEvidence>(e => e.AlertId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
