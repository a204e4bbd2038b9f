using System.Diagnostics;
using Matoi.Kql;
using Matoi.Storage.Lake;
using Matoi.Storage.State;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Matoi.Detect.Rules.Running;

/// <summary>
/// Runs rules: IR-3. A run's alerts with their outbox events, the rows it remembers, its entry in the history and the time of the next run are committed together or
/// not at all.
/// </summary>
public sealed partial class RuleRunner(LakeKql lake, IDbContextFactory<MatoiDb> databases, RecordRun record, RuleClouds clouds, RuleOptions options, TimeProvider clock, ILogger<RuleRunner> logger)
{
    /// <summary>Runs the next window of a rule that is due; null when it was not, or another run came first.</summary>
    public async Task<RuleRun?> RunDueAsync(string ruleId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        if (await db.Rules.SingleOrDefaultAsync(r => r.Id == ruleId && r.Enabled && r.NextRun <= now, ct) is not { } state)
        {
            return null;
        }

        var delay = options.Delay(state.Definition.Kind);
        var lastEnd = state.LastEnd ?? RuleSchedule.Begin(state.Definition, now, delay);
        if (RuleSchedule.Next(state.Definition, lastEnd, now, delay) is not { } window)
        {
            // The frequency has changed since the time was set.
            state.NextRun = RuleSchedule.DueAfter(state.Definition, lastEnd, delay);
            await db.SaveChangesAsync(ct);
            return null;
        }

        return await RunAsync(db, state, window, window.CatchesUp ? RunCause.CatchUp : RunCause.Schedule, ct);
    }

    /// <summary>Runs a rule as if it were due at a time, and raises its alerts; the schedule stays as it is. Null when there is no such rule.</summary>
    public async Task<RuleRun?> RunNowAsync(string ruleId, DateTimeOffset? at, CancellationToken ct)
    {
        while (true)
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            if (await db.Rules.SingleOrDefaultAsync(r => r.Id == ruleId, ct) is not { } state)
            {
                return null;
            }

            // A scheduled run may come between reading and writing: then once more.
            var end = at ?? clock.GetUtcNow() - options.Delay(state.Definition.Kind);
            if (await RunAsync(db, state, RuleSchedule.Window(state.Definition, end - state.Definition.Period, end), RunCause.Manual, ct) is { } run)
            {
                return run;
            }
        }
    }

    /// <summary>Runs a rule's query over a window, without anything coming of it.</summary>
    /// <exception cref="KqlException">The query is wrong, was refused, or failed.</exception>
    public Task<KqlResult> QueryAsync(AnalyticsRule rule, RuleWindow window, bool byIngestTime, CancellationToken ct)
        => Task.Run(() => lake.Run(rule.Query, Limits(rule, window, byIngestTime), ct), ct);

    private KqlOptions Limits(AnalyticsRule rule, RuleWindow window, bool byIngestTime)
    {
        var settings = new KqlOptions(window.To.UtcDateTime) { MaxRows = options.MostRows, Timeout = options.Timeout };
        return byIngestTime
            // Whenever it happened; but what happened before the longest period is nobody's near-real time.
            ? settings with { From = (window.To - Reading.RuleFields.Longest).UtcDateTime, IngestedFrom = window.Previous.UtcDateTime, IngestedTo = window.To.UtcDateTime }
            : settings with { From = window.From.UtcDateTime, To = window.To.UtcDateTime };
    }

    private async Task<RuleRun?> RunAsync(MatoiDb db, RuleState state, RuleWindow window, RunCause cause, CancellationToken ct)
    {
        var rule = state.Definition;
        var run = new RuleRun { RuleId = rule.Id, Version = rule.Version, Started = clock.GetUtcNow(), From = window.From, Previous = window.Previous, To = window.To, Cause = cause };
        var watch = Stopwatch.GetTimestamp();
        try
        {
            // A manual run looks at event time, so that any moment can be looked at again.
            var result = await QueryAsync(rule, window, rule.Kind == RuleKind.NRT && cause != RunCause.Manual, ct);
            run.Milliseconds = (long)Stopwatch.GetElapsedTime(watch).TotalMilliseconds;
            run.Rows = result.Rows.Count;
            run.Message = result.Truncated ? $"the result was cut after {options.MostRows:N0} rows; filter sooner or group" : cause == RunCause.CatchUp ? "stands for runs that were missed; a query that itself says ago(…) saw the end of the window only" : null;
            await record.SucceededAsync(db, state, run, window, new(result.Columns, result.Rows), clouds.Of(rule), ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            Log.Overtaken(logger, rule.Id);
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            run.Milliseconds = (long)Stopwatch.GetElapsedTime(watch).TotalMilliseconds;
            Log.Failed(logger, rule.Name, rule.Id, e.Message);
            await record.FailedAsync(run, e is KqlException wrong ? string.Join("; ", wrong.Errors.Select(error => Told(error, rule.Query))) : e.Message, ct);
        }

        return run;
    }

    private static string Told(KqlError error, string query) => error.Position(query) is var (line, column) ? $"{line}:{column}: {error.Code} {error.Message}" : error.Message;

    private static partial class Log
    {
        [LoggerMessage(20, LogLevel.Warning, "rule '{Name}' ({Id}) failed: {Message}")]
        public static partial void Failed(ILogger logger, string name, string id, string message);

        [LoggerMessage(21, LogLevel.Information, "rule {Id} was run or changed by somebody else meanwhile; this run is dropped")]
        public static partial void Overtaken(ILogger logger, string id);
    }
}
