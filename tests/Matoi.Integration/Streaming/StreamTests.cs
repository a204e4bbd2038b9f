using Matoi.Detect.Streaming;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Matoi.Integration.Streaming;

/// <summary>Sigma rules watch what arrives.</summary>
public class StreamTests
{
    private const string Single = """
        title: A trail was stopped
        id: 11111111-1111-4111-8111-111111111111
        status: stable
        logsource: { product: aws, service: cloudtrail }
        detection: { selection: { eventName: TestStop }, condition: selection }
        level: high
        tags: [attack.defense-evasion, attack.t1562.008]
        """;

    private const string Counted = """
        title: A refused call
        name: refused
        id: 22222222-2222-4222-8222-222222222222
        logsource: { product: aws, service: cloudtrail }
        detection: { selection: { eventName: TestRefused }, condition: selection }
        ---
        title: Many refused calls
        id: 33333333-3333-4333-8333-333333333333
        correlation: { type: event_count, rules: [refused], group-by: [userIdentity.arn], timespan: 10m, condition: { gte: 5 } }
        level: high
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hit_becomes_one_alert_however_often_it_arrives()
    {
        await using var node = await StartAsync(Single);
        Assert.Equal(1, (await node.IngestTextAsync("a.jsonl", Event(1, "TestStop"))).Alerts);
        Assert.Equal(0, (await node.IngestTextAsync("b.jsonl", Event(1, "TestStop") + "\n" + Event(2, "TestStop"))).Alerts);
        await using var db = await node.DbAsync();
        var alert = await db.Alerts.Include(a => a.Entities).SingleAsync(Ct);
        Assert.Equal("A trail was stopped|High|T1562.008|2", $"{alert.Title}|{alert.Severity}|{alert.Techniques[0]}|{await db.AlertRecords.CountAsync(Ct)}");
        Assert.Contains("eventName = TestStop", alert.Description, StringComparison.Ordinal);
        Assert.Contains(alert.Entities, e => e.Key == "account:aws:111122223333:user/alice");
        Assert.NotNull(alert.IncidentId);
    }

    [Fact]
    public async Task Rule_in_shadow_counts_and_tells_nobody()
    {
        await using var node = await StartAsync(Single);
        Assert.Null(await node.Get<MoveStreamRule>().HandleAsync("11111111-1111-4111-8111-111111111111", new(StreamMode.Shadow), "alice", Ct));
        Assert.Equal(0, (await node.IngestTextAsync("a.jsonl", Event(1, "TestStop"))).Alerts);
        var listed = (await node.Get<ListStreamRules>().HandleAsync(Ct)).Single(r => r.Title == "A trail was stopped");
        Assert.Equal("Shadow 1 test", $"{listed.Mode} {listed.Hits} {listed.Pack}");
        var (result, _) = node.Get<BackTestStreamRule>().Handle(listed.Id, new("2026-03-01T00:00:00Z", "2026-03-03T00:00:00Z"), Ct);
        Assert.Equal("1 1 1", $"{result!.Records} {result.Alerts} {result.Incidents}");
        Assert.Equal("mute-end", (await node.Get<MoveStreamRule>().HandleAsync(listed.Id, new(StreamMode.Muted), "alice", Ct))!.Code);
    }

    [Fact]
    public async Task Restart_in_the_middle_of_a_window_loses_nothing_and_raises_nothing_twice()
    {
        var folder = TempNode.NewFolder();
        try
        {
            await using (var node = await StartAsync(Counted, folder))
            {
                Assert.Equal(0, (await node.IngestTextAsync("a.jsonl", string.Join('\n', Enumerable.Range(1, 3).Select(n => Event(n, "TestRefused"))))).Alerts);
            }

            await using (var node = await TempNode.StartAsync(folder))
            {
                Assert.Equal(1, (await node.IngestTextAsync("b.jsonl", string.Join('\n', Enumerable.Range(4, 3).Select(n => Event(n, "TestRefused"))))).Alerts);
            }

            await using (var node = await TempNode.StartAsync(folder))
            {
                Assert.Equal(0, (await node.IngestTextAsync("c.jsonl", Event(7, "TestRefused"))).Alerts);
                await using var db = await node.DbAsync();
                var alert = await db.Alerts.Include(a => a.Entities).SingleAsync(Ct);
                Assert.Equal("Many refused calls", alert.Title);
                Assert.Contains(alert.Entities, e => e.Key == "account:aws:111122223333:user/alice");
                Assert.True(await db.AlertRecords.CountAsync(Ct) >= 5);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Rule_and_provider_that_tell_of_one_deed_meet_in_one_incident()
    {
        await using var node = await StartAsync(Single);
        await node.IngestTextAsync("a.jsonl", Event(1, "TestStop"));
        await node.IngestTextAsync("b.json", Sample.GuardDuty("f1"));
        await using var db = await node.DbAsync();
        Assert.Equal("2 1", $"{await db.Alerts.CountAsync(Ct)} {await db.Incidents.CountAsync(Ct)}");
    }

    [Fact]
    public async Task Pack_with_a_bad_rule_is_added_without_it()
    {
        await using var node = await TempNode.StartAsync();
        var (result, problem) = node.Get<AddRulePack>().Handle(new("others", "MIT", StreamMode.Live, [new("good.yml", Single), new("sub/bad.yml", Single.Replace("condition: selection", "condition: nothing", StringComparison.Ordinal))]));
        Assert.Null(problem);
        Assert.Equal("1 sub/bad.yml:5:", $"{result!.Rules} {result.Problems[0].Message[..14]}");
        Assert.Equal("pack-path", node.Get<AddRulePack>().Handle(new("others", "", null, [new("../out.yml", "x")])).Problem!.Code);
        Assert.Equal("MIT", (await node.Get<ShowStreamRule>().HandleAsync("11111111-1111-4111-8111-111111111111", Ct))!.License);
        Assert.Null(node.Get<RemoveRulePack>().Handle("others"));
        Assert.Null(await node.Get<ShowStreamRule>().HandleAsync("11111111-1111-4111-8111-111111111111", Ct));
    }

    private static async Task<TempNode> StartAsync(string rules, string? folder = null)
    {
        var node = await TempNode.StartAsync(folder);
        var (result, _) = node.Get<AddRulePack>().Handle(new("test", "", StreamMode.Live, [new("rules.yml", rules)]));
        Assert.Empty(result!.Problems);
        return node;
    }

    private static string Event(int number, string name)
    {
        var json = Sample.CloudTrail(number);
        json["eventName"] = name;
        json["userIdentity"]!["arn"] = "arn:aws:iam::111122223333:user/alice";
        return json.ToJsonString();
    }
}
