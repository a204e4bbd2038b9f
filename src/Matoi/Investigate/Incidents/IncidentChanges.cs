using Matoi.Detect;
using Matoi.Investigate.Incidents.Editing;
using Matoi.Model;
using Matoi.Model.Incidents;
using Matoi.Prioritise.Clocks;
using Matoi.Prioritise.Scoring;
using Matoi.Security;
using Matoi.Storage.State;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Investigate.Incidents;

/// <summary>
/// Changes an incident by the decision of a use case: loads it, asks, commits the change with its timeline entries, tells open pages.
/// When somebody else changed it meanwhile, the decision is asked again on the new state.
/// </summary>
public sealed class IncidentChanges(IDbContextFactory<MatoiDb> databases, IncidentFacts facts, LiveFeed feed, TimeProvider clock)
{
    private const int Tries = 5;

    /// <summary>What is known about the entities of incidents.</summary>
    internal IncidentFacts Facts => facts;

    /// <summary>A decision that needs to read or add rows besides the incident's own.</summary>
    internal delegate Task<Decision> DecideAsync(MatoiDb db, Incident incident, DateTimeOffset now, CancellationToken ct);

    /// <summary>Applies the decision; returns the problem that stopped it, or null.</summary>
    /// <param name="number">Incident number.</param>
    /// <param name="viewer">Who changes it; a restricted incident does not exist for others.</param>
    /// <param name="decide">Asked again on the new state when somebody else was faster.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="seen">What the change was made on; default: the present state.</param>
    public async Task<Problem?> ApplyAsync(int number, Viewer viewer, Func<Incident, DateTimeOffset, Decision> decide, CancellationToken ct, Seen seen = default)
        => (await RunAsync(number, viewer, (_, incident, now, _) => Task.FromResult(decide(incident, now)), ct, seen)).Problem;

    /// <summary>Applies the decision, or with <see cref="Seen.DryRun"/> only says what it would do.</summary>
    internal async Task<Outcome> RunAsync(int number, Viewer viewer, DecideAsync decide, CancellationToken ct, Seen seen = default)
    {
        for (var tried = 1; ; tried++)
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            if (await db.Incidents.SingleOrDefaultAsync(i => i.Number == number, ct) is not { } incident || !viewer.Sees(incident.RestrictedTo))
            {
                return new(NotFound(number), [], 0);
            }

            var now = clock.GetUtcNow();
            var before = incident.TimelineLength;
            var decision = await decide(db, incident, now, ct);
            if ((decision.Problem ?? await ConflictAsync(db, incident, before, decision, seen, ct)) is { } problem)
            {
                return new(problem, [], before);
            }

            if (seen.DryRun)
            {
                return new(null, decision.Entries, before);
            }

            ServiceClocks.Note(incident, now);
            db.Timeline.AddRange(decision.Entries);
            try
            {
                await db.SaveChangesAsync(ct);
                feed.Announce([incident.Id]);
                return new(null, decision.Entries, incident.TimelineLength);
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

    /// <summary>The state that a change was made on, and whether it is only tried.</summary>
    /// <param name="Version">Version of the incident that the writer saw; null takes the present one.</param>
    /// <param name="DryRun">True: nothing is committed.</param>
    public readonly record struct Seen(int? Version = null, bool DryRun = false);

    /// <summary>What came of a change.</summary>
    /// <param name="Problem">What stopped it, or null.</param>
    /// <param name="Entries">The entries it wrote, or would write; none when nothing changed.</param>
    /// <param name="Version">The incident's version afterwards.</param>
    public sealed record Outcome(Problem? Problem, IReadOnlyList<TimelineEntry> Entries, int Version);

    internal static Problem NotFound(int number) => new("incident-not-found", $"there is no incident #{number}; list them with 'matoi incidents list'", $"{number}");

    internal static Problem IsClosed(Incident incident) => incident.MergedInto is { } into
        ? new("incident-merged", $"incident #{incident.Number} was merged into #{into}; work on that one, or undo the merge", $"{incident.Number}")
        : new("incident-closed", $"incident #{incident.Number} is closed ({incident.Classification}); reopen it first", $"{incident.Number}");

    private static async Task<Problem?> ConflictAsync(MatoiDb db, Incident incident, int before, Decision decision, Seen seen, CancellationToken ct)
    {
        if (seen.Version is not { } version || version == before)
        {
            return null;
        }

        if (version > before)
        {
            return new("etag-invalid", $"incident #{incident.Number} has version {before}; there is no version {version} of it: read it again", "If-Match");
        }

        var since = await db.Timeline.AsNoTracking().Where(e => e.IncidentId == incident.Id && e.Sequence > version && e.Sequence <= before).ToListAsync(ct);
        return EditConflicts.Decide(incident.Number, decision.Entries.SelectMany(e => ChangeDetails.Read(e).Changes ?? []), since);
    }
}
