using Matoi.Detect.Alerts;
using Matoi.Detect.Correlate;
using Matoi.Detect.Intake;
using Matoi.Detect.Rules;
using Matoi.Detect.Streaming;
using Matoi.Investigate.Hunting;
using Matoi.Investigate.Incidents;
using Matoi.Investigate.Incidents.Moving;
using Matoi.Model.Assets;
using Matoi.Model.Incidents;
using Matoi.Prioritise.Assets;
using Matoi.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Storage.State;

/// <summary>The state store: everything but log rows and evidence.</summary>
public sealed class MatoiDb(DbContextOptions<MatoiDb> options) : IdentityDbContext<User, IdentityRole<Guid>, Guid>(options)
{
    /// <summary>Incidents.</summary>
    public DbSet<Incident> Incidents => Set<Incident>();

    /// <summary>Their history.</summary>
    public DbSet<TimelineEntry> Timeline => Set<TimelineEntry>();

    /// <summary>What must be done in incidents.</summary>
    public DbSet<IncidentTask> Tasks => Set<IncidentTask>();

    /// <summary>What people wrote down.</summary>
    public DbSet<IncidentNote> Notes => Set<IncidentNote>();

    /// <summary>Which alerts people moved.</summary>
    public DbSet<AlertMove> AlertMoves => Set<AlertMove>();

    /// <summary>Alerts.</summary>
    public DbSet<AlertState> Alerts => Set<AlertState>();

    /// <summary>What alerts name.</summary>
    public DbSet<AlertEntity> AlertEntities => Set<AlertEntity>();

    /// <summary>Which records raised them.</summary>
    public DbSet<AlertRecord> AlertRecords => Set<AlertRecord>();

    /// <summary>Events whose next step has not run yet.</summary>
    public DbSet<OutboxEvent> Outbox => Set<OutboxEvent>();

    /// <summary>Records that could not be read.</summary>
    public DbSet<RejectedRecord> Rejected => Set<RejectedRecord>();

    /// <summary>How sources are doing.</summary>
    public DbSet<SourceHealth> SourceHealth => Set<SourceHealth>();

    /// <summary>Analytics rules.</summary>
    public DbSet<RuleState> Rules => Set<RuleState>();

    /// <summary>Their runs.</summary>
    public DbSet<RuleRun> RuleRuns => Set<RuleRun>();

    /// <summary>Rows that raised alerts not long ago.</summary>
    public DbSet<RuleSighting> RuleSightings => Set<RuleSighting>();

    /// <summary>The rows behind rules' alerts.</summary>
    public DbSet<RuleEvidence> RuleEvidence => Set<RuleEvidence>();

    /// <summary>What was decided about Sigma rules, and what they found.</summary>
    public DbSet<StreamRuleState> StreamRules => Set<StreamRuleState>();

    /// <summary>Hits that correlations may still need.</summary>
    public DbSet<CorrelatedEvent> CorrelatedEvents => Set<CorrelatedEvent>();

    /// <summary>Queries that people keep.</summary>
    public DbSet<SavedHunt> SavedHunts => Set<SavedHunt>();

    /// <summary>Queries that people have run lately.</summary>
    public DbSet<HuntRun> HuntRuns => Set<HuntRun>();

    /// <summary>What is worth protecting.</summary>
    public DbSet<Asset> Assets => Set<Asset>();

    /// <summary>The entity keys that mean assets.</summary>
    public DbSet<AssetAlias> AssetAliases => Set<AssetAlias>();

    /// <summary>Tokens for machines.</summary>
    public DbSet<ApiToken> ApiTokens => Set<ApiToken>();

    /// <summary>One-time sign-in links.</summary>
    public DbSet<SignInLink> SignInLinks => Set<SignInLink>();

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // SQLite has no instant type: microseconds since the epoch sort and compare, and are what the timeline's hashes see.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMicroseconds>();
        configurationBuilder.Properties<Guid>().HaveConversion<byte[]>();
        base.ConfigureConventions(configurationBuilder);
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<Incident>(incident =>
        {
            incident.HasIndex(i => i.Number).IsUnique();

            // The queue's order and its counts, over open incidents only: closed ones pile up for years.
            incident.HasIndex(i => new { i.Priority, i.LastSeen, i.Number }).IsDescending(true, true, false).HasFilter("\"Status\" <> 5").HasDatabaseName("IX_Incidents_Queue");
            incident.HasIndex(i => new { i.Severity, i.Owner }).HasFilter("\"Status\" <> 5").HasDatabaseName("IX_Incidents_Counts");
            incident.HasIndex(i => new { i.Status, i.Priority, i.LastSeen });
            incident.HasIndex(i => i.ModifiedTime);
            incident.Ignore(i => i.IsOpen);

            // Two writers of one incident: the second sees that the timeline has grown, and decides anew.
            incident.Property(i => i.TimelineLength).IsConcurrencyToken();
            incident.Property(i => i.PriorityReasons).HasJson();
            incident.Property(i => i.TopEntities).HasJson();
        });
        builder.Entity<TimelineEntry>(entry => entry.HasIndex(e => new { e.IncidentId, e.Sequence }).IsUnique());
        builder.Entity<AlertState>(alert =>
        {
            alert.HasIndex(a => new { a.Source, a.SourceRef }).IsUnique();
            alert.HasIndex(a => new { a.IncidentId, a.LastSeen });
            alert.HasIndex(a => a.LastSeen);
            alert.Property(a => a.JoinReason).HasJson();
            alert.HasMany(a => a.Entities).WithOne().HasForeignKey(e => e.AlertId);
        });
        builder.Entity<AlertEntity>(entity =>
        {
            entity.HasKey(e => new { e.AlertId, e.Key });
            entity.HasIndex(e => e.Key);
            entity.Property(e => e.Identifiers).HasJson();
        });
        builder.Entity<AlertRecord>().HasKey(r => new { r.AlertId, r.RecordId });
        builder.Entity<RejectedRecord>().HasIndex(r => r.ReceivedTime);
        builder.Entity<SourceHealth>().HasKey(h => h.Source);
        CaseModel.Configure(builder);
        RuleModel.Configure(builder);
        StreamModel.Configure(builder);
        CorrelationLearning.Configure(builder);
        AssetModel.Configure(builder);
        builder.Entity<SavedHunt>(hunt =>
        {
            hunt.HasIndex(h => new { h.Owner, h.Name }).IsUnique();
            hunt.Property(h => h.Tactics).HasJson();
        });
        builder.Entity<HuntRun>().HasIndex(r => new { r.Actor, r.Time });
        builder.Entity<ApiToken>().HasIndex(t => t.Hash).IsUnique();
        builder.Entity<SignInLink>().HasKey(l => l.Hash);
    }
}
