using Bunit;
using Matoi.Model.Incidents;
using Matoi.Server.Portal.Parts;
using Xunit;

namespace Matoi.Integration.Portal;

public sealed class PriorityScoreTests
{
    private static readonly PriorityReason[] Reasons = [new("severity", 45, "High"), new("late-tactics", 6, "Exfiltration"), new("over-upstream", -30, "every alert is resolved or dismissed upstream")];

    [Fact]
    public void Score_carries_its_reasons_with_points()
    {
        using var portal = new PortalContext();
        var score = portal.Render<PriorityScore>(p => p.Add(s => s.Priority, 21).Add(s => s.Reasons, Reasons));

        Assert.Equal(["+45severity: High", "+6harm under way: Exfiltration", "−30every alert is resolved or dismissed upstream"], score.FindAll(".m-why > span").Select(s => s.TextContent));
        Assert.StartsWith("Priority 21 of 100: +45 severity: High", score.Find(".m-prio").GetAttribute("aria-label"), StringComparison.Ordinal);
    }

    [Fact]
    public void Reasons_are_translated_with_their_facts()
    {
        using var portal = new PortalContext("ja");
        var score = portal.Render<PriorityScore>(p => p.Add(s => s.Priority, 51).Add(s => s.Reasons, Reasons[..2]));

        Assert.Equal(["+45重大度: 高", "+6被害が進行中: 持ち出し"], score.FindAll(".m-why > span").Select(s => s.TextContent));
    }
}
