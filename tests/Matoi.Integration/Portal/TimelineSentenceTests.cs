using Matoi.Detect.Alerts;
using Matoi.Investigate.Incidents;
using Matoi.Model;
using Matoi.Model.Incidents;
using Matoi.Server.Portal.Investigate;
using Xunit;

namespace Matoi.Integration.Portal;

/// <summary>The sentences that the use cases write are recognised, so that a changed wording there shows here.</summary>
public sealed class TimelineSentenceTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddDays(20_000);

    [Fact]
    public void Assignment_and_status_are_said_in_Japanese()
    {
        using var portal = new PortalContext("ja");
        var incident = new Incident { Title = "t" };

        Assert.Equal("ana を担当者に設定", Said(portal, AssignIncident.Decide(incident, new("ana"), "ana", Now)));
        Assert.Equal("ステータス 対応中 → 保留, フェーズ 分析 → 封じ込め", Said(portal, ChangeStatus.Decide(incident, new(IncidentStatus.OnHold, IncidentPhase.Contain), "ana", Now)));
        Assert.Equal("担当者を解除", Said(portal, AssignIncident.Decide(incident, new(null), "ana", Now)));
        Assert.Equal("真陽性(不審な活動): 鍵が漏えい", Said(portal, CloseIncident.Decide(incident, new(Classification.TruePositive, null, "鍵が漏えい"), "ana", Now)));
    }

    [Fact]
    public void What_people_wrote_is_shown_as_they_wrote_it()
    {
        using var portal = new PortalContext("ja");
        Assert.Equal("Status New → Closed?", Said(portal, CommentIncident.Decide(new Incident { Title = "t" }, new("Status New → Closed?"), "ana", Now)));
    }

    [Fact]
    public void Joining_says_which_alert_and_why()
    {
        using var portal = new PortalContext();
        var alert = new AlertState { Source = "s", SourceRef = "r", Title = "Key used from abroad", Severity = Severity.High };
        var entry = new Incident { Title = "t" }.Append(TimelineKind.AlertJoined, "matoi", "Alert joined", Now, alertId: alert.Id);
        Assert.Equal("Key used from abroad. It opened this incident.", TimelineSentence.Of(portal.Words, entry, alert));
    }

    private static string Said(PortalContext portal, IncidentChanges.Decision decision) => TimelineSentence.Of(portal.Words, Assert.Single(decision.Entries), null);
}
