using Xunit;

namespace Matoi.Kql.Tests.Strings;

/// <summary>Functions over regular expressions.</summary>
public class ExtractingTests
{
    [Theory]
    [InlineData("""extract("User: ([^,]+)", 1, a)""", "User: James, Age: 29", "James")]
    [InlineData("""extract("x(y)?", 1, a)""", "x", "")]
    [InlineData("""extract("nothing", 0, a)""", "x", "")]
    [InlineData("""extract_all(@"(\d+)", a)""", "123, 567 and 789", """["123","567","789"]""")]
    [InlineData("""extract_all(@"(\w)(\w+)(\w)", a)""", "82b8-dfa7", """[["8","2b","8"],["d","fa","7"]]""")]
    [InlineData("""extract_all(@"(\w)(\w+)(\w)", dynamic([1,3]), a)""", "82b8-dfa7", """[["8","8"],["d","7"]]""")]
    [InlineData("""extract_all(@"(?P<first>\w)(?<rest>\w+)", dynamic(["rest", "first"]), a)""", "abc", """[["bc","a"]]""")]
    [InlineData("""extract_all(@"([a-z])(\d)?", a)""", "a1b", """[["a","1"],["b",""]]""")]
    [InlineData("""extract_all(@"(\d)", a)""", "none", "null")]
    [InlineData("""extractall(@"(\d)", a)""", "1", """["1"]""")]
    [InlineData("""replace_regex(a, @"(\w)(\w)", @"\2\1")""", "one two", "noe wto")]
    [InlineData("""replace_regex(a, "x*", "-")""", "abxc", "-a-b-c-")]
    [InlineData("""replace_regex(a, "b", @"[\0]\\")""", "abc", @"a[b]\c")]
    [InlineData("""replace(@"\d", "n", a)""", "a1b2", "anbn")]
    [InlineData("""countof(a, "l+", "regex")""", "hello world hello", "3")]
    [InlineData("""countof(a, "aa")""", "aaaa", "3")]
    [InlineData("""countof(a, "a.c", "regex")""", "abcabc", "2")]
    [InlineData("""countof(a, "")""", "abc", "0")]
    [InlineData("""indexof_regex(a, "a.c", 0, 9, 2)""", "abcabcdefg", "3")]
    [InlineData("""indexof_regex(a, "a.a", 0, 9, 2)""", "ababaa", "-1")]
    [InlineData("""trim("x", a)""", "xxx", "x")]
    [InlineData("""trim(@"[^\w]+", a)""", "-  Te st1// $", "Te st1")]
    [InlineData("""trim_start(@"\s+", a)""", "  pad  ", "pad  ")]
    [InlineData("""trim_end(@"\s+", a)""", "  pad  ", "  pad")]
    [InlineData("""trim("--", a)""", "--https://bing.com--", "https://bing.com")]
    [InlineData("""trim("(.*\\\\)", a)""", @"DOMAIN\user", "user")]
    public void Function_gives_what_Kusto_gives_when_it_matches(string expression, string text, string value) => Assert.Equal(value, Kql.OverRow(expression, text));

    [Fact]
    public void Type_is_converted_when_one_is_named()
        => Assert.Equal("12 | null | 7", Kql.OverRow("""extract(@"\d+", 0, a, typeof(long)), extract("x", 0, a, typeof(long)), extract_json("$.n", b, typeof(int))""", "a12", """{"n":7}"""));

    [Theory]
    [InlineData("extract('a', 1, 'a')", "the group asked for is not among them")]
    [InlineData("extract_all('a', 'a')", "1 to 16 are needed")]
    [InlineData(@"replace_regex('a', 'a', @'\x')", "stands before no digit")]
    [InlineData(@"replace_regex('a', 'a', @'\1')", "names the group 1")]
    [InlineData("countof('a', 'a', 'other')", "'normal' or 'regex'")]
    public void Query_is_refused_when_an_argument_cannot_be_used(string expression, string why)
    {
        Assert.Contains(why, Assert.Single(Kql.Errors($"print {expression}")), StringComparison.Ordinal);
        Assert.Contains(why, Assert.Single(Kql.Errors($"datatable(a:string)[] | project {expression.Replace("'a')", "a)", StringComparison.Ordinal).Replace("_regex('a'", "_regex(a", StringComparison.Ordinal)}")), StringComparison.Ordinal);
    }
}
