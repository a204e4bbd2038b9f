using System.Text;
using Matoi.Sigma.Reading;
using Xunit;

namespace Matoi.Sigma.Tests.Reading;

public class DocumentTests
{
    private const string Good = "title: t\nlogsource: {product: p}\ndetection:\n  s: {a: b}\n  condition: s\n";

    [Fact]
    public void Attributes_are_read()
    {
        var rule = Assert.Single(Written.Read("""
            title: Whoami
            id: 929a690e-bef0-4204-a928-ef5e620d6fcc
            name: whoami
            status: test
            level: critical
            description: Detects
            license: MIT
            author: A, B
            date: 2026-01-31
            references: [https://example.com/]
            tags: [attack.t1033, attack.defense-evasion]
            falsepositives: [Administrators]
            fields: [User]
            title_ja: 日本語
            playbook: phishing
            simulation: [{type: x}]
            logsource: {category: process_creation, product: windows, definition: x}
            detection:
              s: {Image|endswith: '\whoami.exe'}
              condition: s
            """).Rules);

        Assert.Equal(("Whoami", "929a690e-bef0-4204-a928-ef5e620d6fcc", "whoami", "test", SigmaLevel.Critical), (rule.Title, rule.Id, rule.Name, rule.Status, rule.Level));
        Assert.Equal(("Detects", "MIT", "A, B"), (rule.Description, rule.License, rule.Author));
        Assert.Equal(["https://example.com/", "attack.t1033", "attack.defense-evasion", "Administrators", "User"], [.. rule.References, .. rule.Tags, .. rule.FalsePositives, .. rule.Fields]);
        Assert.Equal(new Dictionary<string, string> { ["title_ja"] = "日本語", ["playbook"] = "phishing" }, rule.Custom);
        Assert.Equal("windows/process_creation", rule.LogSource.ToString());
        Assert.Equal(("r.yml", 1, true), (rule.File, rule.Line, rule.Alerts));
    }

    [Theory]
    [InlineData("title: t\n", "1:1: SIGMA107 a rule needs 'logsource'\n1:1: SIGMA107 a rule needs 'detection'")]
    [InlineData("titel: t\nlogsource: {product: p}\ndetection: {s: {a: b}, condition: s}", "1:1: SIGMA107 a rule needs 'title'; 'titel' is probably meant to be it")]
    [InlineData("title: t\nlogsource: {}\ndetection: {s: {a: b}, condition: s}", "2:12: SIGMA107 'logsource' needs at least one of category, product and service")]
    [InlineData("title: t\nlogsource: {product: p}\ndetection: {s: {a: b}}", "3:12: SIGMA107 'detection' needs 'condition'")]
    [InlineData("title: t\nlogsource: p\ndetection: {s: {a: b}, condition: s}", "2:12: SIGMA106 'logsource' must be a mapping")]
    [InlineData("title: [t]\nlogsource: {product: p}\ndetection: {s: {a: b}, condition: s}", "1:8: SIGMA106 'title' must be a text")]
    [InlineData("- x", "1:1: SIGMA106 a document must be a mapping with title, logsource and detection")]
    [InlineData("title: t\ntitle: u\nlogsource: {product: p}\ndetection: {s: {a: b}, condition: s}", "2:1: SIGMA104 'title' stands here twice; keep one, or make one list of both")]
    [InlineData("title: *x", "1:8: SIGMA103 this is not YAML: there is no anchor &x before this alias")]
    [InlineData("action: repeat\ntitle: t", "1:9: SIGMA111 'action' may be global or reset; write repeated parts into each document")]
    public void Refuses_with_the_place(string text, string expected)
    {
        Assert.Equal(expected, Written.Errors(text));
        Assert.Empty(SigmaReader.Read([("", text)]).Rules);
    }

    [Theory]
    [InlineData("status: stabel\n", "1:9: SIGMA902 'status' is 'stabel'; the specification knows stable, test, experimental, deprecated, unsupported")]
    [InlineData("level: hihg\n", "1:8: SIGMA902 'level' is 'hihg'; the specification knows informational, low, medium, high, critical")]
    [InlineData("date: 2026/01/31\n", "1:7: SIGMA902 'date' is '2026/01/31'; the specification writes 2026-01-31")]
    [InlineData("tags: [Attack T1]\n", "1:8: SIGMA902 the tag 'Attack T1' is outside the specification: a namespace, a dot, lower-case letters, digits, '-', '_' and '.'")]
    [InlineData("id: 17\n", "1:5: SIGMA902 'id' is '17'; the specification asks for a UUID")]
    [InlineData("taxonomy: ecs\n", "1:11: SIGMA902 'taxonomy' is 'ecs'; its names are taken as those of 'sigma'")]
    [InlineData("references: [x, {a: b}]\n", "1:17: SIGMA902 'references' holds texts; this is none and left out")]
    [InlineData("falsepositives: [null]\n", "1:18: SIGMA902 'falsepositives' holds texts; this is none and left out")]
    [InlineData("lvel: high\n", "1:1: SIGMA903 'lvel' is no attribute of the specification; 'level' is perhaps meant")]
    public void Odd_attributes_are_warned_of(string line, string expected)
    {
        Assert.Equal(expected, Written.Warnings(line + Good));
        Assert.Single(Written.Read(line + Good).Rules);
    }

    [Fact]
    public void Attributes_of_other_languages_are_no_slips() => Assert.Equal("", Written.Warnings("description_ja: 説明\n" + Good));

    [Fact]
    public void A_broken_document_stops_no_other()
    {
        var set = SigmaReader.Read([("a.yml", Good + "---\nx: [\n---\n" + Good.Replace("title: t", "title: u", StringComparison.Ordinal)), ("b.yml", "title: t"), ("c.yml", "---\n# nothing\n---\n" + Good)]);

        Assert.Equal(["t", "u", "t"], set.Rules.Select(r => r.Title));
        Assert.Equal([("a.yml", 8, "SIGMA103"), ("b.yml", 1, "SIGMA107"), ("b.yml", 1, "SIGMA107")], set.Errors.Select(e => (e.File, e.Line, e.Code)));
        Assert.Equal([1, 9, 4], set.Rules.Select(r => r.Line));
        Assert.Equal(5, set.Total);
    }

    [Fact]
    public void Ids_are_derived_alike_and_differ_by_place()
    {
        var text = Good + "---\n" + Good;
        var (first, again) = (Written.Read(text).Rules, Written.Read(text).Rules);

        Assert.Equal(first.Select(r => r.Id), again.Select(r => r.Id));
        Assert.Equal(2, first.Select(r => r.Id).Distinct().Count());
        Assert.All(first, r => Assert.True(Guid.TryParse(r.Id, out _)));
    }

    [Fact]
    public void Of_two_with_one_id_the_first_stays()
    {
        const string Id = "id: 929a690e-bef0-4204-a928-ef5e620d6fcc\n";
        var set = SigmaReader.Read([("a.yml", Id + Good), ("b.yml", Id.ToUpperInvariant().Replace("ID", "id", StringComparison.Ordinal) + Good)]);

        Assert.Equal("a.yml", Assert.Single(set.Rules).File);
        Assert.Equal("b.yml:1:5: SIGMA110 the id 929A690E-BEF0-4204-A928-EF5E620D6FCC is that of 't' in a.yml, line 1; give this one its own", Assert.Single(set.Errors).ToString());
    }

    [Fact]
    public void Global_documents_hold_for_those_behind_them()
    {
        var rules = Written.Read("action: global\ntitle: t\nlogsource: {product: p}\ndetection: {condition: s}\n---\ndetection: {s: {a: 1}}\n---\nlogsource: {service: q}\ndetection: {s: {a: 2}}").Rules;

        Assert.Equal(["p a='1'", "p/q a='2'"], rules.Select(r => $"{r.LogSource} {Written.Line(r.Condition)}"));
    }

    [Fact]
    public void Correlations_stay_as_they_are_behind_global_documents()
    {
        var set = Written.Read("action: global\ntitle: t\nlogsource: {product: p}\n---\nname: n\ndetection: {s: {a: 1}, condition: s}\n---\ntitle: c\ncorrelation: {type: temporal, rules: n, timespan: 1m}");

        Assert.Equal([set.Rules[0].Id], Assert.Single(set.Correlations).Rules);
    }

    [Fact]
    public void Characters_that_are_no_text_are_refused()
    {
        Assert.Equal("1:10: SIGMA103 the character U+0000 cannot stand in YAML", Written.Errors("title: \"a\u0000\""));
        Assert.Equal("2:4: SIGMA103 the character U+D800 cannot stand in YAML", Written.Errors("title: t\nx: \uD800"));
    }

    [Fact]
    public void Anchors_and_merges_are_followed()
        => Assert.Equal("(b='2' & a='1')", Written.Condition("_x: &x {a: 1}\ns: {<<: *x, b: 2}"));

    [Fact]
    public void Aliases_that_grow_without_bound_are_refused()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 30; i++)
        {
            bomb.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");
        }

        Assert.Equal("5:45: SIGMA105 the document holds more than 100,000 values, aliases counted with all that they stand for", Written.Errors(bomb.ToString()));
    }

    [Fact]
    public void Deep_nesting_is_refused() => Assert.Contains("SIGMA105 lists and mappings nest more than 64 deep", Written.Errors("a: " + new string('[', 10_000)), StringComparison.Ordinal);

    [Fact]
    public void Large_files_are_refused()
        => Assert.Equal("x:1:1: SIGMA102 the file holds 11 characters; at most 10 are read", Assert.Single(SigmaReader.Read([("x", "title: 1234")], new() { MaxFileLength = 10 }).Errors).ToString());

    [Fact]
    public void Files_of_folders_are_read_in_order()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        Directory.CreateDirectory(Path.Combine(folder, "b"));
        File.WriteAllText(Path.Combine(folder, "c.yml"), Good);
        File.WriteAllText(Path.Combine(folder, "b", "x.yaml"), Good);
        File.WriteAllText(Path.Combine(folder, "a.txt"), "no rule");
        var set = SigmaReader.ReadFiles([folder, Path.Combine(folder, "none.yml")]);
        Directory.Delete(folder, recursive: true);

        Assert.Equal([Path.Combine(folder, "b", "x.yaml"), Path.Combine(folder, "c.yml")], set.Rules.Select(r => r.File));
        Assert.Equal((Path.Combine(folder, "none.yml"), "SIGMA101"), (Assert.Single(set.Errors).File, set.Errors[0].Code));
    }
}
