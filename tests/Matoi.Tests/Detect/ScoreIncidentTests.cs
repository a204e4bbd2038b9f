using CsCheck;
using Matoi.Detect.Alerts;
using Matoi.Model;
using Matoi.Model.Alerts;
using Matoi.Prioritise.Scoring;
using Xunit;
using static Matoi.Tests.Detect.AlertSamples;

namespace Matoi.Tests.Detect;

/// <summary>The priority is a number from 0 to 100 and the parts that it is made of.</summary>
public class ScoreIncidentTests
{
    private static readonly Gen<AlertState> AnyAlert = Gen.Select(
        Gen.Int[0, 6], Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 100].Nullable(), Gen.OneOf(Tactics.All.Select(t => t.Id).ToArray()).Array[0, 5], Gen.Int[1, 5])
        .Select((severity, status, cloud, confidence, tactics, product) =>
        {
            var alert = Alert((Severity)severity, (AlertStatus)status, tactics: [.. tactics.Distinct()]);
            (alert.Cloud, alert.Confidence, alert.Product) = ((Cloud)cloud, confidence, $"Product {product}");
            return alert;
        });

    [Fact]
    public void Is_the_sum_of_its_reasons_between_0_and_100_when_alerts_are_any()
        => AnyAlert.List[1, 40].Sample(alerts =>
        {
            var (priority, reasons) = ScoreIncident.Decide(alerts);
            return priority is >= 0 and <= 100 && priority == Math.Clamp(reasons.Sum(r => r.Points), 0, 100) && reasons.All(r => r.Points != 0)
                && reasons.Select(r => Math.Abs(r.Points)).SequenceEqual(reasons.Select(r => Math.Abs(r.Points)).OrderDescending());
        }, iter: 500);

    [Fact]
    public void Takes_nothing_away_when_no_tactic_and_no_cloud_is_known()
    {
        var alert = Alert(Severity.High);
        alert.Cloud = Cloud.Unknown;

        Assert.Equal(["+45 severity: High"], ScoreIncident.Decide([alert]).Reasons.Select(r => r.ToString()));
    }

    [Fact]
    public void Rises_when_a_late_tactic_is_seen()
    {
        var reasons = ScoreIncident.Decide([Alert(Severity.High, tactics: ["TA0001", "TA0010"])]).Reasons;

        Assert.Contains("+6 late-tactics: Exfiltration", reasons.Select(r => r.ToString()));
        Assert.Contains("+3 tactics: 2: Initial access, Exfiltration", reasons.Select(r => r.ToString()));
    }

    [Fact]
    public void Falls_by_30_when_every_alert_is_over_upstream()
    {
        var (priority, reasons) = ScoreIncident.Decide([Alert(Severity.High, AlertStatus.Resolved), Alert(Severity.High, AlertStatus.Dismissed)]);

        Assert.Equal((17, "-30 over-upstream: every alert is resolved or dismissed upstream"), (priority, reasons.Single(r => r.Points < 0).ToString()));
    }

    [Fact]
    public void Takes_the_severity_of_live_alerts_when_the_worst_is_resolved()
        => Assert.Equal("Low", ScoreIncident.Decide([Alert(Severity.Critical, AlertStatus.Resolved), Alert(Severity.Low)]).Reasons.Single(r => r.Code == "severity").Detail);

    [Fact]
    public void Never_falls_below_0_when_everything_speaks_against_it()
    {
        var alert = Alert(Severity.Informational, AlertStatus.Dismissed);
        alert.Confidence = 0;

        Assert.Equal(0, ScoreIncident.Decide([alert]).Priority);
    }
}
