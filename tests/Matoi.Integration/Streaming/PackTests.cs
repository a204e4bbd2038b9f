using System.Globalization;
using Matoi.Detect.Alerts;
using Matoi.Detect.Streaming;
using Matoi.Server.Portal.Detect;
using Xunit;

namespace Matoi.Integration.Streaming;

/// <summary>What people see of packs and their rules.</summary>
public sealed class PackTests
{
    private const string Id = "11111111-1111-4111-8111-111111111111";

    private const string Rule = """
        title: A trail was stopped
        title_ja: 証跡が停止された
        description: Calls are no longer recorded.
        description_ja: 呼び出しが記録されない。
        id: 11111111-1111-4111-8111-111111111111
        status: stable
        logsource: { product: aws, service: cloudtrail }
        detection: { selection: { eventName: TestStop }, condition: selection }
        tests: [{ name: stopped, matches: true, event: { eventName: TestStop } }]
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pack_of_the_program_says_what_runs_and_what_would()
    {
        await using var node = await TempNode.StartAsync();
        var before = await ShippedAsync(node);
        Assert.Equal((StreamMode.Draft, before.Rules, 0), (before.Mode, before.Draft, before.Live));
        Assert.InRange(before.Ready, 1, before.Rules - 1);

        await node.Get<MoveStreamRule>().HandleAsync(StreamRules.ShippedPack, new(StreamMode.Live), "alice", Ct);
        var live = await ShippedAsync(node);
        Assert.Equal((StreamMode.Live, before.Ready, before.Rules - before.Ready), (live.Mode, live.Live, live.Shadow));

        var one = (await node.Get<ListStreamRules>().HandleAsync(Ct)).First(r => r.Mode == StreamMode.Live);
        await node.Get<MoveStreamRule>().HandleAsync(one.Id, new(StreamMode.Shadow), "alice", Ct);
        await node.Get<MoveStreamRule>().HandleAsync(StreamRules.ShippedPack, new(StreamMode.Draft), "alice", Ct);
        Assert.Equal(live with { Mode = StreamMode.Draft, Draft = live.Rules - 1, Shadow = 1, Live = 0, Moved = 1, Ready = live.Ready - 1 }, await ShippedAsync(node));
    }

    [Fact]
    public async Task Rule_says_whose_records_it_is_shown_and_what_it_proves()
    {
        await using var node = await TempNode.StartAsync();
        node.Get<AddRulePack>().Handle(new("test", "MIT", null, [new("sub/rules.yml", Rule), new("unknown.yml", Rule.Replace("cloudtrail", "nothing", StringComparison.Ordinal).Replace("aws", "nobody", StringComparison.Ordinal).Replace("1111-1111", "1111-2222", StringComparison.Ordinal))]));
        var shown = await node.Get<ShowStreamRule>().HandleAsync(Id, Ct);
        Assert.Equal("aws.cloudtrail|sub/rules.yml", $"{string.Join(' ', shown!.Records)}|{shown.File}");
        Assert.Equal(new("stopped", true, 1), Assert.Single(shown.Tests));
        var unmapped = (await node.Get<ListStreamRules>().HandleAsync(Ct)).Single(r => !r.Mapped);
        Assert.Empty((await node.Get<ShowStreamRule>().HandleAsync(unmapped.Id, Ct))!.Records);
        Assert.True(StreamRuleText.Has(unmapped, "NOBODY test trail") && !StreamRuleText.Has(unmapped, "cloudtrail"));
    }

    [Fact]
    public async Task Alert_of_a_rule_is_named_in_the_language_of_the_reader()
    {
        await using var node = await TempNode.StartAsync();
        node.Get<AddRulePack>().Handle(new("test", "", StreamMode.Live, [new("rules.yml", Rule)]));
        var record = Sample.CloudTrail(1);
        record["eventName"] = "TestStop";
        await node.IngestTextAsync("a.jsonl", record.ToJsonString());
        var alert = Assert.Single(await node.Get<ListAlerts>().HandleAsync(new(BuildStreamAlert.Source, null, null, null, null, Id, null, null), Ct));
        Assert.Empty(await node.Get<ListAlerts>().HandleAsync(new(null, null, null, null, null, "another", null, null), Ct));
        var rules = node.Get<StreamRules>();
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        Assert.Equal("A trail was stopped", rules.TitleOf(alert));
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ja");
        Assert.Equal("証跡が停止された", rules.TitleOf(alert));
        Assert.StartsWith("呼び出しが記録されない。\n\nMatched: eventName = TestStop", rules.DescriptionOf(alert), StringComparison.Ordinal);
    }

    private static async Task<ListRulePacks.Pack> ShippedAsync(TempNode node) => (await node.Get<ListRulePacks>().HandleAsync(Ct))[0];
}
