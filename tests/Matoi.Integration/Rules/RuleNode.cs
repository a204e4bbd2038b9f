using System.Globalization;
using Matoi.Detect.Alerts;
using Matoi.Detect.Correlate;
using Matoi.Detect.Rules;
using Matoi.Detect.Rules.Running;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Integration.Rules;

/// <summary>A node whose clock the test sets, with rules over CloudTrail events that the test writes.</summary>
internal sealed class RuleNode : IAsyncDisposable
{
    private static int _events;
    private readonly TempNode _node;

    private RuleNode(TempNode node, TestClock clock) => (_node, Clock) = (node, clock);

    public static DateTimeOffset Noon { get; } = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public TestClock Clock { get; }

    public TempNode Node => _node;

    public static async Task<RuleNode> StartAsync(string? folder = null, DateTimeOffset? now = null)
    {
        var clock = new TestClock(now ?? Noon);
        return new(await TempNode.StartAsync(folder, clock: clock), clock);
    }

    /// <summary>A rule over CloudTrail; <paramref name="more"/> adds lines.</summary>
    public static string Rule(string id = "r", string query = "AWSCloudTrail | where EventName == 'GetObject' | project TimeGenerated, AwsEventId, UserIdentityUserName, SourceIpAddress, RecipientAccountId",
        string frequency = "5m", string period = "5m", string more = "", string kind = "Scheduled") => $"""
        id: {id}
        name: Rule {id}
        severity: Medium
        kind: {kind}
        {(kind == "NRT" ? "" : $"queryFrequency: {frequency}\nqueryPeriod: {period}\ntriggerOperator: gt\ntriggerThreshold: 0")}
        query: |
          {query}
        entityMappings:
          - entityType: Account
            fieldMappings:
              - identifier: FullName
                columnName: UserIdentityUserName
        {more}
        """;

    public async Task<AddRules.Result> AddAsync(params string[] rules)
        => await _node.Get<AddRules>().HandleAsync(new([.. rules.Select((text, i) => new AddRules.SourceFile($"rule{i}.yaml", text))], Enable: true), "alice", CancellationToken.None);

    /// <summary>Events at these moments, each with an id of its own.</summary>
    public async Task EventsAsync(params DateTimeOffset[] times)
        => await _node.IngestTextAsync($"events-{Interlocked.Increment(ref _events)}.jsonl", string.Join('\n', times.Select(t => Sample.Line(Interlocked.Increment(ref _events), t))));

    /// <summary>Sets the clock and runs what is due, as the timer does.</summary>
    public async Task<int> SweepAsync(DateTimeOffset now)
    {
        Clock.Now = now;
        return await _node.Get<RuleSweep>().RunDueAsync(CancellationToken.None);
    }

    /// <summary>Sweeps every so often until a time.</summary>
    public async Task SweepUntilAsync(DateTimeOffset end, TimeSpan step)
    {
        for (var now = Clock.Now; now <= end; now += step)
        {
            await SweepAsync(now);
        }
    }

    public async Task<List<AlertState>> AlertsAsync()
    {
        await using var db = await _node.DbAsync();
        return await db.Alerts.Include(a => a.Entities).Where(a => a.Source == BuildAlert.Source).OrderBy(a => a.LastSeen).ThenBy(a => a.SourceRef).ToListAsync();
    }

    public async Task<List<RuleRun>> RunsAsync(string id = "r")
    {
        await using var db = await _node.DbAsync();
        return await db.RuleRuns.Where(r => r.RuleId == id).OrderBy(r => r.Started).ThenBy(r => r.To).ToListAsync();
    }

    public async Task<RuleState> StateAsync(string id = "r")
    {
        await using var db = await _node.DbAsync();
        return await db.Rules.SingleAsync(r => r.Id == id);
    }

    public async Task<int> CorrelateAsync()
    {
        await _node.Get<Correlator>().DrainAsync(CancellationToken.None);
        await using var db = await _node.DbAsync();
        return await db.Incidents.CountAsync();
    }

    /// <summary>How often each event stands behind an alert, by its time.</summary>
    public async Task<Dictionary<string, int>> RaisedEventsAsync()
    {
        await using var db = await _node.DbAsync();
        var rows = await db.RuleEvidence.Select(e => e.Rows).ToListAsync();
        return rows.SelectMany(text => System.Text.Json.JsonElement.Parse(text).EnumerateArray()).GroupBy(row => row[1].GetString()!).ToDictionary(g => g.Key, g => g.Count());
    }

    public static DateTimeOffset At(string time) => DateTimeOffset.Parse($"2026-03-02T{time}Z", CultureInfo.InvariantCulture);

    public ValueTask DisposeAsync() => _node.DisposeAsync();
}
