using Matoi.Storage.State;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Detect.Correlate;

/// <summary>What people have taught about a key by taking alerts apart that it had joined.</summary>
public sealed class CorrelationLearning
{
    /// <summary>Key of the entity.</summary>
    public required string Key { get; init; }

    /// <summary>0–1: how much less it means. Every split takes half of what is left.</summary>
    public double Penalty { get; set; }

    /// <summary>When it was last taught.</summary>
    public DateTimeOffset Time { get; set; }

    /// <summary>Notes that these keys had joined what does not belong together: for the use case that splits, which commits it together with the split.</summary>
    /// <param name="db">The context of the split.</param>
    /// <param name="keys">Keys of the join reasons (<c>SharedEntity.Key</c>) of the alerts that were taken out.</param>
    /// <param name="now">Now.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task LearnAsync(MatoiDb db, IEnumerable<string> keys, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var key in keys.Distinct(StringComparer.Ordinal))
        {
            if (await db.Set<CorrelationLearning>().FindAsync([key], ct) is { } known)
            {
                (known.Penalty, known.Time) = (1 - (1 - known.Penalty) / 2, now);
            }
            else
            {
                db.Add(new CorrelationLearning { Key = key, Penalty = 0.5, Time = now });
            }
        }
    }

    internal static void Configure(ModelBuilder builder) => builder.Entity<CorrelationLearning>(learnt =>
    {
        learnt.ToTable("CorrelationLearning");
        learnt.HasKey(l => l.Key);
        learnt.HasIndex(l => l.Time);
    });
}
