using Matoi.Detect.Rules;
using Matoi.Detect.Rules.BackTest;
using Xunit;
using static Matoi.Integration.Rules.RuleNode;

namespace Matoi.Integration.Rules;

/// <summary>A back-test says what the schedule would have done.</summary>
public class BackTestTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static DateTimeOffset[] Bursts => [.. Enumerable.Range(0, 40).Select(i => Noon.AddMinutes((i * 13) % 170).AddSeconds(i))];

    [Theory]
    [InlineData("5m", "5m", "")]
    [InlineData("5m", "1h", "eventGroupingSettings: { aggregationKind: AlertPerResult }")]
    [InlineData("10m", "30m", "suppressionEnabled: true\nsuppressionDuration: 1h")]
    public async Task Back_test_makes_as_many_alerts_as_the_schedule_did(string frequency, string period, string more)
    {
        await using var node = await StartAsync();
        await node.AddAsync(Rule(frequency: frequency, period: period, more: more));
        await node.SweepAsync(Noon);
        await node.EventsAsync(Bursts);
        var begin = (await node.StateAsync()).LastEnd!.Value;
        await node.SweepUntilAsync(Noon.AddHours(3), TimeSpan.FromMinutes(5));
        var (live, end) = ((await node.AlertsAsync()).Count, (await node.StateAsync()).LastEnd!.Value);

        var (result, problem) = await node.Node.Get<BackTestRule>().HandleAsync("r", new($"{begin:O}", $"{end:O}"), null, Ct);

        Assert.Null(problem);
        Assert.True(live > 1);
        Assert.Equal((live, 0), (result!.Alerts, result.Failed));
        Assert.Equal(live, result.Days.Sum(d => d.Alerts));
        Assert.InRange(result.Incidents, 1, live / 2);
        Assert.Equal(await node.CorrelateAsync(), result.Incidents);
    }

    [Fact]
    public async Task Back_test_writes_nothing_and_can_look_at_any_past_range()
    {
        await using var node = await StartAsync();
        await node.EventsAsync(Bursts);
        await node.AddAsync(Rule());
        node.Clock.Now = Noon.AddDays(30);

        var (result, _) = await node.Node.Get<BackTestRule>().HandleAsync("r", new("2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z"), null, Ct);

        Assert.Equal((40, 288), ((int)result!.Rows, result.Runs));
        Assert.Empty(await node.AlertsAsync());
        Assert.Empty(await node.RunsAsync());
    }

    [Theory]
    [InlineData("r", "2026-03-02T00:00:00Z", "2026-03-01T00:00:00Z", "time-range-empty")]
    [InlineData("r", "3650d", null, "backtest-too-long")]
    [InlineData("r", "yesterday", null, "time-unreadable")]
    [InlineData("nobody", null, null, "rule-not-found")]
    public async Task Back_test_refuses_what_makes_no_sense(string id, string? from, string? to, string code)
    {
        await using var node = await StartAsync();
        await node.AddAsync(Rule());

        Assert.Equal(code, (await node.Node.Get<BackTestRule>().HandleAsync(id, new(from, to), null, Ct)).Problem!.Code);
    }

    [Fact]
    public async Task Back_test_says_when_the_query_fails()
    {
        await using var node = await StartAsync();
        await node.AddAsync(Rule(query: "NoSuchTable"));

        var (result, _) = await node.Node.Get<BackTestRule>().HandleAsync("r", new("1d"), null, Ct);

        Assert.Equal(11, result!.Failed);
        Assert.Contains("KQL206", result.Message, StringComparison.Ordinal);
        Assert.Equal(RuleHealth.Unusable, (await node.Node.Get<ListRules>().HandleAsync(Ct)).Single().Health);
    }
}
