using Matoi.Detect;
using Matoi.Prioritise.Scoring;
using Matoi.Storage.State;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Investigate.Incidents.Moving;

/// <summary>Runs a step that changes several incidents: all of it commits, or none. When somebody else was faster it runs again on the new state.</summary>
public sealed class CaseTransaction(IDbContextFactory<MatoiDb> databases, IncidentFacts facts, LiveFeed feed, TimeProvider clock)
{
    private const int Tries = 5;

    /// <summary>What is known about the entities of incidents.</summary>
    internal IncidentFacts Facts => facts;

    /// <summary>Does the work and names the incidents that it changed.</summary>
    internal delegate Task<(T Result, IReadOnlyCollection<Guid> Changed)> WorkAsync<T>(MatoiDb db, DateTimeOffset now, CancellationToken ct);

    /// <summary>Commits the work; with <paramref name="dryRun"/>, or when it changed nothing, everything is as before.</summary>
    internal async Task<T> RunAsync<T>(bool dryRun, WorkAsync<T> work, CancellationToken ct)
    {
        for (var tried = 1; ; tried++)
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            try
            {
                var (result, changed) = await work(db, clock.GetUtcNow(), ct);
                if (dryRun || changed.Count == 0)
                {
                    return result;
                }

                await db.SaveChangesAsync(ct);
                await transaction.CommitAsync(ct);
                feed.Announce(changed);
                return result;
            }
            catch (DbUpdateException) when (tried < Tries)
            {
                // Another writer took the version or the number.
            }
        }
    }
}
