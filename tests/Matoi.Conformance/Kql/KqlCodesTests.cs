using System.Text.RegularExpressions;
using Xunit;

namespace Matoi.Conformance.Kql;

/// <summary>Every error code of a query stands on the page of problem codes.</summary>
public partial class KqlCodesTests
{
    [Fact]
    public void Errors_page_explains_every_code_of_a_query_and_no_other()
    {
        var used = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories).SelectMany(f => Used().Matches(File.ReadAllText(f))).Select(m => m.Groups[1].Value).ToHashSet();
        var documented = Documented().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "reference", "errors.md"))).Select(m => m.Groups[1].Value).ToList();

        Assert.Equal([], used.Except(documented).Order());
        Assert.Equal([], documented.Except(used).Order());
        Assert.Equal(documented.Order(), documented);
    }

    [GeneratedRegex(@"""(KQL\d{3})""")]
    private static partial Regex Used();

    [GeneratedRegex(@"^\| `(KQL\d{3})` \|", RegexOptions.Multiline)]
    private static partial Regex Documented();
}
