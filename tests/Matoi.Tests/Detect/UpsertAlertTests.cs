using CsCheck;
using Matoi.Detect.Alerts;
using Matoi.Model;
using Matoi.Model.Alerts;
using Matoi.Model.Entities;
using Matoi.Storage.State;
using Xunit;
using static Matoi.Tests.Detect.AlertSamples;

namespace Matoi.Tests.Detect;

/// <summary>One alert per finding, whatever order and however often claims about it arrive.</summary>
public class UpsertAlertTests
{
    [Fact]
    public void Raises_the_alert_when_the_claim_is_the_first()
    {
        var (alert, happened) = UpsertAlert.Decide(null, Claim(minute: 5), true, Noon);

        Assert.Equal((1L, Noon.AddMinutes(5), Noon, OutboxKind.AlertRaised, alert.Id), (alert.Count, alert.LastSeen, alert.CreatedTime, happened!.Kind, happened.Subject));
    }

    [Fact]
    public void Changes_nothing_when_the_same_record_comes_again()
    {
        var alert = UpsertAlert.Decide(null, Claim(entities: Alice), true, Noon).Alert;

        var (again, happened) = UpsertAlert.Decide(alert, Claim(entities: Alice), false, Noon.AddHours(1));

        Assert.Null(happened);
        Assert.Equal((1L, 1, Noon), (again.Count, again.Entities.Count, again.ModifiedTime));
    }

    [Fact]
    public void Counts_records_when_the_provider_does_not_count()
    {
        var alert = Alert();

        Assert.Equal(OutboxKind.AlertChanged, UpsertAlert.Decide(alert, Claim(2, minute: 1), true, Noon).Event!.Kind);
        Assert.Equal(2, alert.Count);
    }

    [Fact]
    public void Takes_the_largest_provider_count_when_claims_come_out_of_order()
    {
        var alert = UpsertAlert.Decide(null, Claim(1, count: 5), true, Noon).Alert;
        UpsertAlert.Decide(alert, Claim(2, minute: 9, count: 12), true, Noon);
        UpsertAlert.Decide(alert, Claim(3, minute: 3, count: 7), true, Noon);

        Assert.Equal(12, alert.Count);
    }

    [Fact]
    public void Says_what_moved_when_severity_and_upstream_status_change()
    {
        var alert = Alert(Severity.Low);

        var (_, happened) = UpsertAlert.Decide(alert, Claim(2, Severity.High, AlertStatus.Resolved, 1), true, Noon);

        Assert.Equal("severity Low → High, upstream status New → Resolved", happened!.Detail);
    }

    [Fact]
    public void Says_nothing_moved_when_only_the_count_grows()
        => Assert.Equal("", UpsertAlert.Decide(Alert(), Claim(2, minute: 1), true, Noon).Event!.Detail);

    [Fact]
    public void Keeps_severity_and_status_when_an_older_claim_comes_late()
    {
        var alert = Alert(Severity.High, AlertStatus.Resolved, minute: 10);

        UpsertAlert.Decide(alert, Claim(2, Severity.Low, AlertStatus.New, minute: 2), true, Noon);

        Assert.Equal((Severity.High, AlertStatus.Resolved, "Claim at 10"), (alert.Severity, alert.Status, alert.Title));
        Assert.Equal((Noon.AddMinutes(2), Noon.AddMinutes(10)), (alert.FirstSeen, alert.LastSeen));
    }

    [Fact]
    public void Reports_a_change_when_an_older_claim_only_moves_the_first_event()
    {
        var alert = UpsertAlert.Decide(null, Claim(1, minute: 10, count: 5), true, Noon).Alert;

        Assert.NotNull(UpsertAlert.Decide(alert, Claim(2, minute: 2, count: 3), true, Noon).Event);
    }

    [Fact]
    public void Adds_entities_once_when_claims_name_the_same_and_others()
    {
        var alert = Alert(entities: [Alice, Entity.Ip("203.0.113.9")]);

        UpsertAlert.Decide(alert, Claim(2, minute: 1, entities: [Entity.Ip("203.0.113.9"), Entity.Ip("203.0.113.10")]), true, Noon);

        Assert.Equal(["account:alice@example.com", "ip:203.0.113.9", "ip:203.0.113.10"], alert.Entities.Select(e => e.Key));
    }

    [Fact]
    public void Orders_tactics_along_the_kill_chain_when_claims_add_them()
    {
        var alert = Alert(tactics: ["TA0040"]);

        UpsertAlert.Decide(alert, Claim(2, minute: 1, tactics: ["TA0001", "TA0040"]), true, Noon);

        Assert.Equal(["TA0001", "TA0040"], alert.Tactics);
    }

    [Fact]
    public void Ends_in_the_same_alert_when_claims_arrive_in_any_order()
        => Gen.Shuffle(Enumerable.Range(0, 6).ToArray()).Sample(order =>
        {
            AlertState? alert = null;
            foreach (var i in order)
            {
                alert = UpsertAlert.Decide(alert, Claim(i, (Severity)i, (AlertStatus)(i % 4), minute: i, entities: Entity.Ip($"203.0.113.{i}")), true, Noon).Alert;
            }

            return (alert!.Severity, alert.Status, alert.Count, alert.FirstSeen, alert.LastSeen, alert.Entities.Count)
                == ((Severity)5, (AlertStatus)1, 6, Noon, Noon.AddMinutes(5), 6);
        });
}
