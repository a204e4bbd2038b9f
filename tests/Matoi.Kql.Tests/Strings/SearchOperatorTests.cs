using Xunit;

namespace Matoi.Kql.Tests.Strings;

/// <summary>Operators that search terms and parts of text.</summary>
public class SearchOperatorTests
{
    [Theory]
    [InlineData("hello world", "hello", true)]
    [InlineData("helloworld", "hello", false)]
    [InlineData("alpha_beta", "alpha", true)]
    [InlineData("alpha-beta", "BETA", true)]
    [InlineData("a.b.c", "b", true)]
    [InlineData("v1.2.3", "2.3", true)]
    [InlineData("v1.12.3", "2.3", false)]
    [InlineData("v1.2.34", "2.3", false)]
    [InlineData(@"C:\Temp\evil.exe", ".exe", true)]
    [InlineData(@"C:\Temp\evil.exe.config", ".exe", true)]
    [InlineData(@"C:\Temp\evil.exex", ".exe", false)]
    [InlineData("a b", " ", true)]
    [InlineData("abcabc abc", "abc", true)]
    [InlineData("", "", true)]
    [InlineData("x", "", true)]
    [InlineData("", "x", false)]
    [InlineData("МИР привет", "ПРИВЕТ", true)]
    [InlineData("ПриветМир", "привет", false)]
    [InlineData("naïve", "na", false)]
    [InlineData("naïve", "NAÏVE", true)]
    [InlineData("日本 語", "日本", true)]
    [InlineData("a😀b", "a", true)]
    [InlineData("a much longer text, in which the term stands at the very end: needle", "NEEDLE", true)]
    [InlineData("a much longer text, in which the needles stand at the very end: needles", "needle", false)]
    public void Has_finds_whole_terms_when_case_differs(string text, string term, bool found) => Assert.Equal(found ? "true" : "false", Kql.OverRow("a has b", text, term));

    [Theory]
    [InlineData("hasprefix", "category", "CAT", true)]
    [InlineData("hasprefix", "scatter", "cat", false)]
    [InlineData("hasprefix", "x.category", "cat", true)]
    [InlineData("hasprefix", "x", "", true)]
    [InlineData("hassuffix", "Hello World", "world", true)]
    [InlineData("hassuffix", "the weekend.", "END", true)]
    [InlineData("hassuffix", "ending", "end", false)]
    [InlineData("has_cs", "Hello world", "hello", false)]
    [InlineData("has_cs", "hello world", "hello", true)]
    [InlineData("has_cs", "Привет мир", "Привет", true)]
    [InlineData("hasprefix_cs", "Category", "cat", false)]
    [InlineData("hassuffix_cs", "WeekEnd", "End", true)]
    [InlineData("contains", "FabriKam", "BRIK", true)]
    [InlineData("contains", "emoji😀here", "😀", true)]
    [InlineData("contains", "CAFÉ", "é", true)]
    [InlineData("contains_cs", "FabriKam", "brik", false)]
    [InlineData("contains_cs", "Fabrikam", "brik", true)]
    [InlineData("startswith", "MiXeD", "mix", true)]
    [InlineData("startswith", "Émile", "émi", true)]
    [InlineData("startswith", "ab", "abc", false)]
    [InlineData("startswith_cs", "MiXeD", "mix", false)]
    [InlineData("endswith", "file.EXE", ".exe", true)]
    [InlineData("endswith_cs", "file.EXE", ".exe", false)]
    [InlineData("=~", "ÅNGSTRÖM", "ångström", true)]
    [InlineData("=~", "straße", "STRASSE", false)]
    [InlineData("=~", "abc", "ABC", true)]
    [InlineData("=~", "abc", "ABCD", false)]
    [InlineData("matches regex", "Fabrikam", "b.*k", true)]
    [InlineData("like", "Fabrikam", "fab%", true)]
    [InlineData("like", "Fabrikam", "f_b%m", true)]
    [InlineData("like", "Fabrikam", "fab", false)]
    [InlineData("likecs", "Fabrikam", "fab%", false)]
    [InlineData("<", "abc", "abd", true)]
    [InlineData(">=", "b", "a", true)]
    public void Operator_tells_when_texts_fit(string op, string text, string other, bool fits) => Assert.Equal(fits ? "true" : "false", Kql.OverRow($"a {op} b", text, other));

    [Fact]
    public void Negation_holds_when_text_is_empty() => Assert.Equal("true | true | true | false", Kql.Table("""datatable(a:string)[""] | project a !has "x", a !contains "x", a != "x", a !has "" """));

    [Theory]
    [InlineData("""a in ("x", "y")""", "x", true)]
    [InlineData("""a in ("x", "y")""", "X", false)]
    [InlineData("""a in ("")""", "", true)]
    [InlineData("""a !in ("x", "y")""", "", true)]
    [InlineData("""a in~ ("müller", "x")""", "MÜLLER", true)]
    [InlineData("""a in~ ("müller", "x")""", "Muller", false)]
    [InlineData("""a in (dynamic(["x", "y"]))""", "y", true)]
    [InlineData("""a has_any ("cmd", ".ps1")""", "run Evil.PS1 now", true)]
    [InlineData("""a has_any ("cm", "ps")""", "cmd ps1", false)]
    [InlineData("""a has_any ("q1","q2","q3","q4","q5","q6","q7","eight")""", "number EIGHT", true)]
    [InlineData("""a has_any ("q1","q2","q3","q4","q5","q6","q7","a b")""", "x a b", true)]
    [InlineData("""a has_any ("q1","q2","q3","q4","q5","q6","q7","eight")""", "eighth", false)]
    [InlineData("""a has_any ("1.2.3.4","1.2.3.5","1.2.3.6","1.2.3.7","10.2.3.4","evil.example.com",".ps1","--","é")""", "from 1.2.3.6 to b", true)]
    [InlineData("""a has_any ("1.2.3.4","1.2.3.5","1.2.3.6","1.2.3.7","10.2.3.4","evil.example.com",".ps1","--","é")""", "from 11.2.3.6 to 1.2.3.66", false)]
    [InlineData("""a has_any ("1.2.3.4","1.2.3.5","1.2.3.6","1.2.3.7","10.2.3.4","evil.example.com",".ps1","--","é")""", "run X.PS1", true)]
    [InlineData("""a has_any ("1.2.3.4","1.2.3.5","1.2.3.6","1.2.3.7","10.2.3.4","evil.example.com",".ps1","--","é")""", "a--b", true)]
    [InlineData("""a has_any ("1.2.3.4","1.2.3.5","1.2.3.6","1.2.3.7","10.2.3.4","evil.example.com",".ps1","--","é")""", "É", true)]
    [InlineData("""a has_any ("1.2.3.4","1.2.3.5","1.2.3.6","1.2.3.7","10.2.3.4","evil.example.com",".ps1","--","é")""", "an-evil.example.com.", true)]
    [InlineData("""a has_all ("one", "two")""", "two and one", true)]
    [InlineData("""a has_all ("one", "two")""", "twofold one", false)]
    public void Membership_is_looked_up_when_list_is_constant(string expression, string text, bool found) => Assert.Equal(found ? "true" : "false", Kql.OverRow(expression, text));

    [Fact]
    public void Long_list_is_looked_up_when_it_has_hundreds_of_texts()
    {
        var list = string.Join(", ", Enumerable.Range(0, 900).Select(i => $"\"item{i}\""));
        Assert.Equal("true | false | true", Kql.OverRow($"a in ({list}), b in ({list}), c in~ ({list})", "item899", "item900", "ITEM7"));
    }

    [Fact]
    public void Patterns_may_come_from_rows_when_they_are_columns()
        => Assert.Equal(["true", "false", "true"], Kql.Rows("""datatable(a:string, b:string)["one two", "two", "one two", "wo", "x", ""] | project a has b"""));

    [Fact]
    public void Same_answer_is_given_when_computed_ahead() => Assert.Equal("true | false | true | true", Kql.Table("""print "a-b" has "b", "ab" has "b", "ab" in ("x", "ab"), "AB" has_any ("ab")"""));
}
