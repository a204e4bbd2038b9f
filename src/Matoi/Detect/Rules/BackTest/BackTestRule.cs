using System.Diagnostics;
using Matoi.Detect.Alerts;
using Matoi.Detect.Intake;
using Matoi.Detect.Rules.Running;
using Matoi.Investigate.Hunting;
using Matoi.Kql;
using Matoi.Model;
using Matoi.Storage.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Detect.Rules.BackTest;

/// <summary>
/// Replays every run that a rule would have had in a past range, each at its own <c>now()</c>, and counts the alerts and incidents that would have come of it: IR-3.
/// Events are taken to have arrived in time; nothing is written.
/// </summary>
public sealed class BackTestRule(RuleRunner runner, RuleClouds clouds, IDbContextFactory<MatoiDb> databases, TimeProvider clock)
{
    /// <summary>Most runs of one back-test.</summary>
    public const int MostRuns = 20_000;

    private const int MostShown = 500;

    /// <summary>The range.</summary>
    /// <param name="From">Windows that end after it are replayed: ISO 8601, or back from now as <c>7d</c>. Default 7d.</param>
    /// <param name="To">Windows that end at or before it are replayed; null takes now.</param>
    public sealed record Request(string? From = null, string? To = null);

    /// <summary>What would have happened.</summary>
    /// <param name="RuleId">The rule.</param>
    /// <param name="From">Beginning of the range.</param>
    /// <param name="To">End of the range.</param>
    /// <param name="Runs">Runs that were replayed.</param>
    /// <param name="Resting">Runs that suppression would have left out.</param>
    /// <param name="Failed">Runs whose query failed.</param>
    /// <param name="Message">Why the first of them failed; null when none did.</param>
    /// <param name="Rows">Rows of all runs.</param>
    /// <param name="Repeated">Rows that an earlier run had raised already.</param>
    /// <param name="Alerts">Alerts that would have been raised.</param>
    /// <param name="Incidents">Incidents that the rule alone would have opened.</param>
    /// <param name="Days">Alerts by day.</param>
    /// <param name="Shown">The first alerts.</param>
    /// <param name="Groups">The incidents, largest first.</param>
    /// <param name="Seconds">How long it took.</param>
    public sealed record Result(string RuleId, DateTimeOffset From, DateTimeOffset To, int Runs, int Resting, int Failed, string? Message, long Rows, long Repeated, int Alerts, int Incidents,
        IReadOnlyList<Day> Days, IReadOnlyList<Raised> Shown, IReadOnlyList<Group> Groups, double Seconds);

    /// <summary>Alerts of a day.</summary>
    public sealed record Day(DateOnly Date, int Alerts);

    /// <summary>An alert that would have been raised.</summary>
    public sealed record Raised(DateTimeOffset At, string Title, Severity Severity, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, long Rows, IReadOnlyList<string> Entities);

    /// <summary>An incident that would have been opened.</summary>
    public sealed record Group(string Title, Severity Severity, int Alerts, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, IReadOnlyList<string> Entities);

    /// <summary>Replays a stored rule.</summary>
    public async Task<(Result? Result, Problem? Problem)> HandleAsync(string id, Request request, IProgress<(int Done, int Of)>? progress, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Rules.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct) is { } state ? await HandleAsync(state.Definition, request, progress, ct) : (null, EnableRule.NotFound(id));
    }

    /// <summary>Replays a rule.</summary>
    public async Task<(Result? Result, Problem? Problem)> HandleAsync(AnalyticsRule rule, Request request, IProgress<(int Done, int Of)>? progress, CancellationToken ct)
    {
        var (start, end, problem) = HuntTime.Read(request.From ?? "7d", request.To ?? "now", clock.GetUtcNow());
        if (problem is not null)
        {
            return (null, problem);
        }

        var (from, to) = (new DateTimeOffset(start!.Value, TimeSpan.Zero), new DateTimeOffset(end!.Value, TimeSpan.Zero));
        if ((to - from) / rule.Frequency > MostRuns)
        {
            return (null, new("backtest-too-long", $"{(to - from) / rule.Frequency:N0} runs are more than {MostRuns:N0}; take a shorter range", "from"));
        }

        return (await ReplayAsync(rule, from, to, progress, ct), null);
    }

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapPost("/rules/{id}/backtest", async (string id, Request request, BackTestRule test, CancellationToken ct)
            => await test.HandleAsync(id, request, null, ct) is var (result, problem) && problem is null ? Results.Ok(result) : problem.ToResult())
            .WithSummary("Counts the alerts and incidents that a rule would have made in a past range.");

    private async Task<Result> ReplayAsync(AnalyticsRule rule, DateTimeOffset from, DateTimeOffset to, IProgress<(int Done, int Of)>? progress, CancellationToken ct)
    {
        var watch = Stopwatch.GetTimestamp();
        var windows = RuleSchedule.Between(rule, from, to).ToList();
        var replay = new ReplayRule(rule, clouds.Of(rule));
        var raised = new List<(DateTimeOffset At, RuleAlert Alert)>();
        var (done, resting, failed, rows, known, message) = (0, 0, 0, 0L, 0L, (string?)null);
        foreach (var window in windows)
        {
            progress?.Report((done++, windows.Count));
            if (!replay.IsAwake(window))
            {
                resting++;
                continue;
            }

            try
            {
                var result = await runner.QueryAsync(rule, window, byIngestTime: false, ct);
                var decided = replay.Run(window, new(result.Columns, result.Rows));
                (rows, known) = (rows + result.Rows.Count, known + decided.Known);
                raised.AddRange(decided.Alerts.Select(alert => (window.To, alert)));
            }
            catch (KqlException e)
            {
                message ??= e.Message;
                if (++failed > RuleFailures.MostInRow)
                {
                    break;
                }
            }
        }

        var incidents = Rehearse(rule, raised);
        return new(rule.Id, from, to, windows.Count - resting, resting, failed, message, rows, known, raised.Count, incidents.Count,
            [.. raised.GroupBy(r => DateOnly.FromDateTime(r.At.UtcDateTime)).OrderBy(g => g.Key).Select(g => new Day(g.Key, g.Count()))],
            [.. raised.Take(MostShown).Select(r => new Raised(r.At, r.Alert.Alert.Title, r.Alert.Alert.Severity, r.Alert.Alert.FirstSeen, r.Alert.Alert.LastSeen, r.Alert.Rows.Count, [.. r.Alert.Alert.Entities.Select(e => e.Name)]))],
            [.. incidents.Select(Summary).OrderByDescending(g => g.Alerts).ThenBy(g => g.FirstSeen).Take(MostShown)], Stopwatch.GetElapsedTime(watch).TotalSeconds);
    }

    private static IReadOnlyList<RehearseIncidents.Rehearsed> Rehearse(AnalyticsRule rule, List<(DateTimeOffset At, RuleAlert Alert)> raised)
    {
        var rehearsal = new RehearseIncidents();
        foreach (var (at, alert) in rule.Incident.CreateIncident ? raised : [])
        {
            rehearsal.Place(UpsertAlert.Decide(null, new RaisedAlert(alert.Alert, 0), true, at).Alert);
        }

        return rehearsal.Incidents;
    }

    private static Group Summary(RehearseIncidents.Rehearsed incident)
    {
        var lead = incident.Alerts.MaxBy(a => a.Severity)!;
        return new(lead.Title, lead.Severity, incident.Alerts.Count, incident.Alerts.Min(a => a.FirstSeen), incident.Alerts.Max(a => a.LastSeen),
            [.. incident.Alerts.SelectMany(a => a.Entities).GroupBy(e => e.Key).OrderByDescending(g => g.Count()).Take(12).Select(g => g.First().Name)]);
    }
}
