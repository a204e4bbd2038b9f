using Matoi.Storage.State;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Detect.Streaming;

/// <summary>How Sigma rules and what they wait for lie in the state store.</summary>
internal static class StreamModel
{
    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<StreamRuleState>(rule => rule.ToTable("StreamRules"));
        builder.Entity<CorrelatedEvent>(hit =>
        {
            hit.ToTable("CorrelatedEvents");
            hit.HasKey(h => new { h.RuleId, h.RecordId });
            hit.HasIndex(h => h.RecordId);
            hit.HasIndex(h => h.Received);
            hit.Property(h => h.Values).HasJson();
            hit.Property(h => h.Subject).HasJson();
        });
    }
}
