using Bunit;
using Matoi.Model;
using Matoi.Server.Portal.Parts;
using Xunit;

namespace Matoi.Integration.Portal;

public sealed class SeverityBadgeTests
{
    [Fact]
    public void Severities_differ_by_letter_and_shape_not_only_by_colour()
    {
        using var portal = new PortalContext();
        var seen = Enum.GetValues<Severity>().Where(s => s is >= Severity.Low and <= Severity.Critical).Select(severity =>
        {
            var badge = portal.Render<SeverityBadge>(p => p.Add(b => b.Severity, severity));
            return (Letter: badge.Find("text").TextContent, Shape: badge.Find("path").GetAttribute("d"));
        }).ToList();

        Assert.Equal(["L", "M", "H", "C"], seen.Select(s => s.Letter));
        Assert.Equal(4, seen.Select(s => s.Shape).Distinct().Count());
    }

    [Theory]
    [InlineData("en", "Severity Critical", "Critical")]
    [InlineData("ja", "重大度 重大", "重大")]
    public void Severity_is_said_in_the_readers_language(string language, string label, string word)
    {
        using var portal = new PortalContext(language);
        var badge = portal.Render<SeverityBadge>(p => p.Add(b => b.Severity, Severity.Critical).Add(b => b.Word, true));

        Assert.Equal(label, badge.Find(".m-sev").GetAttribute("aria-label"));
        Assert.Equal(word, badge.Find(".m-sev > span").TextContent);
    }
}
