using Bunit;
using Matoi.Investigate.Incidents;
using Matoi.Model.Incidents;
using Matoi.Server.Portal.Investigate;
using Xunit;

namespace Matoi.Integration.Portal;

public sealed class CloseFormTests
{
    [Fact]
    public void Every_classification_is_offered_with_its_definition()
    {
        using var portal = new PortalContext();
        var form = portal.Render<CloseForm>();

        Assert.Equal(4, form.FindAll(".m-choice").Count);
        Assert.All(form.FindAll(".m-choice small"), definition => Assert.True(definition.TextContent.Length > 30));
    }

    [Fact]
    public void An_incomplete_answer_is_refused_with_what_is_missing()
    {
        using var portal = new PortalContext();
        var closed = new List<CloseIncident.Request>();
        var form = portal.Render<CloseForm>(p => p.Add(f => f.OnClose, closed.Add));

        form.Find("form").Submit();
        Assert.Equal(["Choose how it ended.", "Say what was found."], form.FindAll(".m-problem").Select(p => p.TextContent));

        form.Find("input[value=FalsePositive]").Change(true);
        form.Find("textarea").Input("the rule matched a backup job");
        form.Find("form").Submit();
        Assert.Equal(["Choose the reason."], form.FindAll(".m-problem").Select(p => p.TextContent));
        Assert.Empty(closed);
    }

    [Fact]
    public void A_complete_answer_is_handed_on()
    {
        using var portal = new PortalContext("ja");
        var closed = new List<CloseIncident.Request>();
        var form = portal.Render<CloseForm>(p => p.Add(f => f.OnClose, closed.Add));

        form.Find("input[value=FalsePositive]").Change(true);
        form.Find("input[value=InaccurateData]").Change(true);
        form.Find("textarea").Input("時刻ずれによる誤り");
        form.Find("form").Submit();

        Assert.Equal([new(Classification.FalsePositive, ClassificationReason.InaccurateData, "時刻ずれによる誤り")], closed);
    }
}
