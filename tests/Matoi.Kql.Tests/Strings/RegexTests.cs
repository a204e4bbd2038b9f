using Xunit;

namespace Matoi.Kql.Tests.Strings;

/// <summary>Regular expressions as Kusto reads them.</summary>
public class RegexTests
{
    [Theory]
    [InlineData(@"^\d{4}-\d{2}$", "2020-01", "2020-01")]
    [InlineData(@"\d+", "ＡＢ１２", "１２")]
    [InlineData(@"[0-9]+", "ＡＢ１２", "")]
    [InlineData(@"\w+", "naïve!", "naïve")]
    [InlineData(@"(?-u:\w+)", "naïve!", "na")]
    [InlineData(@"(?i)straße", "STRAßE", "STRAßE")]
    [InlineData(@"(?i)k", "\u212A", "\u212A")]
    [InlineData("a$", "a\n", "")]
    [InlineData("(?m)a$", "a\nb", "a")]
    [InlineData(".+", "one\ntwo", "one")]
    [InlineData("(?s).+", "one\ntwo", "one\ntwo")]
    [InlineData("(?U)a+", "aaa", "a")]
    [InlineData("(?U)a+?", "aaa", "aaa")]
    [InlineData("(?x) a b # comment\n c", "abc", "abc")]
    [InlineData("^.$", "😀", "😀")]
    [InlineData("[^a]", "😀", "😀")]
    [InlineData("[😀-😂]+", "x😁y", "😁")]
    [InlineData(@"\p{Lu}+", "aÀÉb", "ÀÉ")]
    [InlineData(@"\p{Greek}+", "abγδ", "γδ")]
    [InlineData(@"\P{L}+", "ab12", "12")]
    [InlineData(@"[[:alpha:]]+", "12ab", "ab")]
    [InlineData(@"[[:^digit:]]+", "12ab", "ab")]
    [InlineData("[a-z&&[^aeiou]]+", "aeibcd", "bcd")]
    [InlineData("[a-z--x-z]+", "xyzabc", "abc")]
    [InlineData("[]a]+", "x]a", "]a")]
    [InlineData("[^[]+", "[ab", "ab")]
    [InlineData(@"[\w.-]+", " a.b-c ", "a.b-c")]
    [InlineData("a{2}", "aaa", "aa")]
    [InlineData("a{,2}", "a{,2}", "a{,2}")]
    [InlineData("{x}", "a{x}", "{x}")]
    [InlineData("(?:a|ab)(?:c|bcd)", "abcd", "abcd")]
    [InlineData(@"\bcat\b", "the cat", "cat")]
    [InlineData(@"\<cat\>", "cats cat", "cat")]
    [InlineData(@"\x41\u0042\U00000043\x{44}", "ABCD", "ABCD")]
    [InlineData("", "x", "")]
    public void Match_is_the_leftmost_when_first_choice_is_taken(string regex, string text, string match) => Assert.Equal(match, Kql.OverRow($"extract({Kql.Literal(regex)}, 0, a)", text));

    [Theory]
    [InlineData("(?=a)", "a look around")]
    [InlineData("(?<!a)", "a look around")]
    [InlineData(@"(a)\1", "back reference")]
    [InlineData("(a", "'(' without ')' at its character 1")]
    [InlineData("a)", "')' without '(' at its character 2")]
    [InlineData("[a", "'[' without ']' at its character 1")]
    [InlineData("*a", "nothing before it to repeat at its character 1")]
    [InlineData("a(?>b)", "a group or flag that is not supported at its character 2")]
    [InlineData(@"\Qa\E", @"'\Q', which means nothing")]
    [InlineData(@"\p{Klingon}", "Unicode class 'Klingon'")]
    [InlineData("[z-a]", "a range whose end is before its beginning at its character 2")]
    [InlineData("a{3,2}", "a repeat whose greatest number is below its least")]
    [InlineData("a\\", "a single '\\' at its end")]
    public void Query_is_refused_when_the_expression_is_wrong(string regex, string why)
    {
        var error = Assert.Single(Kql.Errors($"datatable(a:string)[''] | where a matches regex {Kql.Literal(regex)}"));
        Assert.StartsWith("1:35: KQL406 ", error, StringComparison.Ordinal);
        Assert.Contains(why, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Answer_comes_when_an_expression_would_go_back_for_ever()
        => Assert.Equal("false", Kql.OverRow("a matches regex '^(a+)+$'", new string('a', 60) + "b"));

    [Fact]
    public void Many_rows_are_matched_when_the_engine_changes_underway()
        => Assert.Equal("10000", Kql.Table("""range i from 1 to 20000 step 1 | extend s = strcat("n", iff(i > 10000, 1, 2)) | where s matches regex "n[1]" | count"""));
}
