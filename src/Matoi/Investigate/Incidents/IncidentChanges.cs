using Matoi.Detect;
using Matoi.Model;
using Matoi.Model.Incidents;
using Matoi.Prioritise.Clocks;
using Matoi.Storage.State;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Investigate.Incidents;

/// <summary>
/// Changes an incident by the decision of a use case: loads it, asks, commits the change with its timeline entries, tells open pages.
/// When somebody else changed it meanwhile, the decision is asked again on the new state.
/// </summary>
public sealed class IncidentChanges(IDbContextFactory<MatoiDb> databases, LiveFeed feed, TimeProvider clock)
{
    private const int Tries = 5;

    /// <summary>Applies the decision; returns the problem that stopped it, or null.</summary>
    public async Task<Problem?> ApplyAsync(int number, Func<Incident, DateTimeOffset, Decision> decide, CancellationToken ct)
    {
        for (var tried = 1; ; tried++)
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            if (await db.Incidents.SingleOrDefaultAsync(i => i.Number == number, ct) is not { } incident)
            {
                return NotFound(number);
            }

            var now = clock.GetUtcNow();
            var decision = decide(incident, now);
            if (decision.Problem is not null)
            {
                return decision.Problem;
            }

            ServiceClocks.Note(incident, now);
            db.Timeline.AddRange(decision.Entries);
            try
            {
                await db.SaveChangesAsync(ct);
                feed.Announce([incident.Id]);
                return null;
            }
            catch (DbUpdateConcurrencyException) when (tried < Tries)
            {
            }
        }
    }

    /// <summary>What a use case decided: entries to append, or why not.</summary>
    public sealed record Decision(Problem? Problem, params IReadOnlyList<TimelineEntry> Entries)
    {
        /// <summary>A refusal.</summary>
        public static implicit operator Decision(Problem problem) => new(problem);

        /// <summary>One change.</summary>
        public static implicit operator Decision(TimelineEntry entry) => new(null, entry);
    }

    internal static Problem NotFound(int number) => new("incident-not-found", $"there is no incident #{number}; list them with 'matoi incidents list'", $"{number}");

    internal static Problem IsClosed(Incident incident)
        => new("incident-closed", $"incident #{incident.Number} is closed ({incident.Classification}); reopen it first", $"{incident.Number}");
}
