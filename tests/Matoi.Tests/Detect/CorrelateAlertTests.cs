using Matoi.Detect.Alerts;
using Matoi.Detect.Correlate;
using Matoi.Model;
using Matoi.Model.Entities;
using Xunit;
using static Matoi.Tests.Detect.AlertSamples;

namespace Matoi.Tests.Detect;

/// <summary>An alert joins the open incident whose entities say that it is the same story.</summary>
public class CorrelateAlertTests
{
    private static readonly Dictionary<string, int> Nowhere = [];

    private static CorrelateAlert.Candidate Incident(double hoursEarlier = 0, string[]? tactics = null, params Entity?[] entities)
        => new(Guid.CreateVersion7(), Noon.AddHours(-hoursEarlier), Noon.AddHours(-hoursEarlier), tactics ?? [], entities.Select(e => e!.Key).ToHashSet());

    private static double? Score(AlertState alert, CorrelateAlert.Candidate incident, Dictionary<string, int>? naming = null)
        => CorrelateAlert.Decide(alert, [incident], naming ?? Nowhere)?.Reason.Score;

    [Fact]
    public void Joins_when_both_name_the_same_account()
    {
        var incident = Incident(entities: Alice);

        var (id, reason) = CorrelateAlert.Decide(Alert(entities: Alice), [incident], Nowhere)!.Value;

        Assert.Equal((incident.IncidentId, 0.9, 0), (id, reason.Score, reason.MinutesApart));
        Assert.Equal(["alice@example.com"], reason.Shared.Select(s => s.Name));
    }

    [Fact]
    public void Opens_a_new_incident_when_nothing_is_shared()
        => Assert.Null(CorrelateAlert.Decide(Alert(entities: Alice), [Incident(entities: Entity.Ip("203.0.113.9"))], Nowhere));

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("172.16.9.1")]
    [InlineData("192.168.1.1")]
    [InlineData("100.64.0.7")]
    [InlineData("fd00::1")]
    [InlineData("fe80::1")]
    [InlineData("8.8.8.8")]
    [InlineData("1.1.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("168.63.129.16")]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void Does_not_join_when_only_an_address_is_shared_that_strangers_share(string address)
        => Assert.Null(Score(Alert(entities: Entity.Ip(address)), Incident(entities: Entity.Ip(address))));

    [Fact]
    public void Joins_when_a_public_address_is_shared()
        => Assert.Equal(0.7, Score(Alert(entities: Entity.Ip("203.0.113.9")), Incident(entities: Entity.Ip("203.0.113.9"))));

    [Fact]
    public void Does_not_join_when_the_public_address_stands_in_many_incidents_as_a_gateway_does()
        => Assert.Null(Score(Alert(entities: Entity.Ip("203.0.113.9")), Incident(entities: Entity.Ip("203.0.113.9")), new() { ["ip:203.0.113.9"] = 12 }));

    [Theory]
    [InlineData("root")]
    [InlineData("system")]
    [InlineData("anonymous")]
    public void Does_not_join_when_only_an_account_is_shared_that_is_nobody(string name)
    {
        var nobody = Entity.AccountIn(Cloud.Aws, "111122223333", name);

        Assert.Null(Score(Alert(entities: nobody), Incident(entities: nobody)));
    }

    [Theory]
    [InlineData(Cloud.Azure, "/subscriptions/0000")]
    [InlineData(Cloud.Azure, "/subscriptions/0000/resourceGroups/rg")]
    [InlineData(Cloud.Aws, "AWS::::Account:111122223333")]
    [InlineData(Cloud.Google, "//cloudresourcemanager.googleapis.com/projects/p")]
    public void Does_not_join_when_only_the_whole_account_is_shared(Cloud cloud, string id)
        => Assert.Null(Score(Alert(entities: Entity.Resource(cloud, id)), Incident(entities: Entity.Resource(cloud, id))));

    [Theory]
    [InlineData(0, 0.9)]
    [InlineData(6, 0.675)]
    [InlineData(12, 0.45)]
    [InlineData(13, null)]
    [InlineData(24, null)]
    [InlineData(48, null)]
    public void Fades_over_24_hours_when_the_alert_comes_later(double hours, double? score)
        => Assert.Equal(score, Score(Alert(entities: Alice), Incident(hours, null, Alice)));

    [Fact]
    public void Fades_the_same_when_the_alert_is_about_the_time_before()
        => Assert.Equal(0.675, Score(Alert(entities: Alice), Incident(-6, null, Alice)));

    [Theory]
    [InlineData("TA0010", 0.9)]
    [InlineData("TA0006", 0.9)]
    [InlineData("TA0001", 0.81)]
    public void Scores_less_when_the_tactic_comes_earlier_in_the_kill_chain(string tactic, double score)
        => Assert.Equal(score, Score(Alert(tactics: [tactic], entities: Alice), Incident(0, ["TA0006"], Alice)));

    [Fact]
    public void Joins_when_two_weak_hints_add_up()
    {
        Entity?[] weak = [Entity.Of(EntityType.Process, "xmrig"), Entity.Ip("10.0.0.1")];

        Assert.Null(Score(Alert(entities: weak[0]), Incident(entities: weak)));
        Assert.Equal(0.52, Score(Alert(entities: weak), Incident(entities: weak)));
    }

    [Fact]
    public void Takes_the_best_when_several_incidents_would_do()
    {
        var (weaker, best) = (Incident(entities: Entity.Ip("203.0.113.9")), Incident(entities: Alice));

        Assert.Equal(best.IncidentId, CorrelateAlert.Decide(Alert(entities: [Alice, Entity.Ip("203.0.113.9")]), [weaker, best], Nowhere)!.Value.IncidentId);
    }

    [Fact]
    public void Takes_the_same_when_equal_incidents_come_in_another_order()
    {
        var (one, other) = (Incident(entities: Alice), Incident(entities: Alice));

        Assert.Equal(CorrelateAlert.Decide(Alert(entities: Alice), [one, other], Nowhere)!.Value.IncidentId, CorrelateAlert.Decide(Alert(entities: Alice), [other, one], Nowhere)!.Value.IncidentId);
    }

    [Fact]
    public void Takes_the_later_when_incidents_score_alike()
    {
        var (earlier, later) = (Incident(1, null, Alice) with { LastSeen = Noon.AddHours(1) }, Incident(1, null, Alice) with { LastSeen = Noon.AddHours(2) });

        Assert.Equal(later.IncidentId, CorrelateAlert.Decide(Alert(entities: Alice), [earlier, later], Nowhere)!.Value.IncidentId);
    }
}
