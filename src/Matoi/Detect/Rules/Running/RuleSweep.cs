using System.Collections.Concurrent;
using Matoi.Storage.State;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Matoi.Detect.Rules.Running;

/// <summary>Runs every rule that is due, oldest first, and goes on until none is. One sweep for all rules: one timer for each would write to the state store many times as often.</summary>
public sealed partial class RuleSweep(RuleRunner runner, IDbContextFactory<MatoiDb> databases, RuleOptions options, TimeProvider clock, ILogger<RuleSweep> logger)
{
    private const int RulesPerTurn = 64;
    private static readonly TimeSpan QuietRunsKept = TimeSpan.FromDays(2);
    private static readonly TimeSpan RunsKept = TimeSpan.FromDays(90);
    private DateTimeOffset _cleaned;

    /// <summary>Runs what is due now; the number of runs.</summary>
    public async Task<int> RunDueAsync(CancellationToken ct)
    {
        await RewindAsync(ct);
        var runs = 0;
        var unwritten = new ConcurrentDictionary<string, bool>();
        while (await DueAsync(unwritten.Keys, ct) is { Count: > 0 } due)
        {
            var before = runs;
            await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = options.AtOnce, CancellationToken = ct }, async (id, stop) =>
            {
                try
                {
                    Interlocked.Add(ref runs, await runner.RunDueAsync(id, stop) is null ? 0 : 1);
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    // The run could not even be written down: left for the next sweep, which comes soon, and no reason to hold up the other rules.
                    unwritten[id] = true;
                    Log.NotRecorded(logger, id, e);
                }
            });
            if (runs == before)
            {
                break;
            }
        }

        await CleanAsync(ct);
        return runs;
    }

    private async Task<List<string>> DueAsync(ICollection<string> unwritten, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        return await db.Rules.Where(r => r.NextRun <= now && r.Enabled && !unwritten.Contains(r.Id)).OrderBy(r => r.NextRun).Select(r => r.Id).Take(RulesPerTurn).ToListAsync(ct);
    }

    // Windows that lie ahead of the clock were looked at while it was wrong.
    private async Task RewindAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        var ahead = now - ShortestDelay() + RuleSchedule.ClockTolerance;
        foreach (var state in await db.Rules.Where(r => r.Enabled && r.LastEnd > ahead && r.SuppressedUntil == null).ToListAsync(ct))
        {
            var runs = await db.RuleRuns.Where(r => r.RuleId == state.Id && r.Started > now && r.Cause != RunCause.Manual).Select(r => new { r.Started, r.Previous }).ToListAsync(ct);
            var delay = options.Delay(state.Definition.Kind);
            if (RuleSchedule.RewindTo(state.Definition, state.LastEnd!.Value, now, delay, runs.Select(r => (r.Started, r.Previous))) is { } end)
            {
                Log.Rewound(logger, state.Name, state.LastEnd.Value, end);
                (state.LastEnd, state.NextRun, state.Turn) = (end, RuleSchedule.DueAfter(state.Definition, end, delay), state.Turn + 1);
            }
        }

        await db.SaveChangesAsync(ct);
    }

    private TimeSpan ShortestDelay() => options.NrtDelay < options.ScheduledDelay ? options.NrtDelay : options.ScheduledDelay;

    private async Task CleanAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (now - _cleaned < TimeSpan.FromHours(1) && now >= _cleaned)
        {
            return;
        }

        _cleaned = now;
        await using var db = await databases.CreateDbContextAsync(ct);
        var (quiet, old, expired) = (now - QuietRunsKept, now - RunsKept, now - TimeSpan.FromDays(1));
        await db.RuleRuns.Where(r => r.Started < old || (r.Started < quiet && r.Rows == 0 && r.Outcome == RunOutcome.Succeeded)).ExecuteDeleteAsync(ct);
        await db.RuleSightings.Where(s => s.Expires < expired).ExecuteDeleteAsync(ct);
    }

    private static partial class Log
    {
        [LoggerMessage(23, LogLevel.Error, "the run of rule {Id} could not be recorded; it is tried again")]
        public static partial void NotRecorded(ILogger logger, string id, Exception e);

        [LoggerMessage(22, LogLevel.Warning, "the clock was set back: rule '{Name}' had looked until {Before} and looks again from {After}")]
        public static partial void Rewound(ILogger logger, string name, DateTimeOffset before, DateTimeOffset after);
    }
}
