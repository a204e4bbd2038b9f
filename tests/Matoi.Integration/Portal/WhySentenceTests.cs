using Matoi.Detect.Alerts;
using Matoi.Model.Entities;
using Matoi.Server.Portal.Investigate;
using Xunit;

namespace Matoi.Integration.Portal;

public sealed class WhySentenceTests
{
    private static readonly JoinReason Reason = new(0.82,
        [new("account:alice@example.com", "alice@example.com", EntityType.Account, 0.9), new("ip:203.0.113.9", "203.0.113.9", EntityType.IP, 0.7)], 12);

    [Theory]
    [InlineData("en", "Shares account alice@example.com, IP address 203.0.113.9 with this incident, 12 min apart (match 82%).")]
    [InlineData("ja", "アカウント alice@example.com、IP アドレス 203.0.113.9 が共通し、12 分差で発生しています(一致度 82%)。")]
    public void Shared_entities_distance_and_match_are_named(string language, string expected)
    {
        using var portal = new PortalContext(language);
        Assert.Equal(expected, WhySentence.Of(portal.Words, Reason));
    }

    [Theory]
    [InlineData("en", "Shares account alice@example.com (same as AWS session alice) with this incident, 12 min apart (match 82%). The attack steps from Initial access to Exfiltration.")]
    [InlineData("ja", "アカウント alice@example.com(AWS session alice と同一) が共通し、12 分差で発生しています(一致度 82%)。攻撃は 初期アクセス から 持ち出し に進んでいます。")]
    public void The_same_person_under_another_name_and_the_step_of_the_attack_are_named(string language, string expected)
    {
        using var portal = new PortalContext(language);
        var reason = new JoinReason(0.82, [new("account:alice@example.com", "alice@example.com", EntityType.Account, 0.9, "AWS session alice")], 12) { Step = new("TA0001", "TA0010") };
        Assert.Equal(expected, WhySentence.Of(portal.Words, reason));
    }

    [Fact]
    public void The_first_alert_opened_the_incident()
    {
        using var portal = new PortalContext();
        Assert.Equal("It opened this incident.", WhySentence.Of(portal.Words, null));
    }

    [Fact]
    public void Long_lists_are_cut_and_long_distances_are_hours()
    {
        using var portal = new PortalContext();
        var many = Reason with { Shared = [.. Enumerable.Range(1, 5).Select(n => new SharedEntity($"host:{n}", $"web{n}", EntityType.Host, 0.9))], MinutesApart = 400 };
        Assert.Equal("Shares host web1, host web2, host web3 and 2 more with this incident, 6 h apart (match 82%).", WhySentence.Of(portal.Words, many));
    }
}
