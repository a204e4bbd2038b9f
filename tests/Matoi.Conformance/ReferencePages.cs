using System.Text;
using System.Text.RegularExpressions;
using Matoi.Clouds.Generic;
using Matoi.Model.Sources;
using Xunit;

namespace Matoi.Conformance;

/// <summary>The reference pages say what the code says. <c>MATOI_RECORD=1</c> writes <c>sources.md</c>.</summary>
public partial class ReferencePages
{
    private static readonly string Reference = Path.Combine(Repository.Root, "docs", "reference");

    [Fact]
    public void Sources_page_lists_every_source()
    {
        var page = Path.Combine(Reference, "sources.md");
        var actual = Sources(MappedText.Catalogue.Sources);
        if (Repository.Recording)
        {
            File.WriteAllText(page, actual);
        }

        Assert.Equal(File.ReadAllText(page), actual);
    }

    [Fact]
    public void Errors_page_explains_every_problem_code_and_no_other()
    {
        var documented = Row().Matches(File.ReadAllText(Path.Combine(Reference, "errors.md"))).Select(m => m.Groups[1].Value).ToHashSet();
        var used = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(f => Code().Matches(File.ReadAllText(f))).Select(m => m.Groups["code"].Value).ToHashSet();
        Assert.True(used.Count > 50, $"only {used.Count} problem codes were found in src");
        Assert.Equal([], used.Except(documented).Order());
        Assert.Equal([], documented.Except(used).Order());
    }

    private static string Sources(IEnumerable<Source> sources)
    {
        var all = sources.OrderBy(s => s.Id, StringComparer.Ordinal).ToList();
        var page = new StringBuilder("# Sources\n\n")
            .Append($"{all.Count} sources. Generated from their descriptors by `MATOI_RECORD=1 ./test.sh ReferencePages`.\n")
            .Append("A record is recognised from its content; `--source ID` and `/ingest/ID` force one. *Coded* sources are classes in `src/Matoi.Clouds`,\n")
            .Append("*mapped* ones are files in `content/mappings`.\n");
        foreach (var source in all)
        {
            page.Append($"\n## `{source.Id}`\n\n{source.About.Product} · {source.About.Cloud} · {(source is MappedSource ? "mapped" : "coded")}\n\n{source.About.Summary}\n\n")
                .Append($"Tables: {string.Join(", ", source.Tables.Select(t => $"`{t.Name}`").DefaultIfEmpty("none"))}\n");
        }

        return page.ToString();
    }

    // A code stands before its message, in a call that takes one, as the title of a refusal, or before the colon of a line on stderr.
    [GeneratedRegex("""
        "(?<code>[a-z]+(?:-[a-z0-9]+)+|unrecognised|busy)",\s*\$?"[^"]*[ ]
        |(?:Report|Refuse|RefuseAsync|ReadAsync|Broken|Later|Problem)\([^"\n]*"(?<code>[a-z]+(?:-[a-z0-9]+)+)"
        |title:[ ]"(?<code>[a-z-]+)"
        |WriteLine\(\$?"(?<code>[a-z]+(?:-[a-z0-9]+)+):[ ]
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Code();

    [GeneratedRegex(@"^\| `([a-z0-9-]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
