using Xunit;

namespace Matoi.Kql.Tests.ParseOperator;

/// <summary><c>parse</c> and <c>parse-where</c>.</summary>
public sealed class ParseTests
{
    [Theory]
    [InlineData("name=alice age=30", "\"name=\" name \" age=\" age:int", "alice | 30")]
    [InlineData("name=alice age=x", "\"name=\" name \" age=\" age:int", " | null")]
    [InlineData("garbage", "\"name=\" name \" age=\" age:int", " | null")]
    [InlineData("a###b###c", "l \"###\" r", "a | b###c")]
    [InlineData("n=27, more, n2=5", "\"n=\" n:long * \"n2=\" m:long", "27 | 5")]
    [InlineData("x <a>1</a> y", "* \"<a>\" a \"</a>\" *", "1")]
    [InlineData("x <a>1</a> y", "* \"<a>\" a \"</a>\"", "")]
    [InlineData("prefix 12", "\"efix \" n:long", "null")]
    [InlineData("r=1.5e3;g=550e8400-e29b-41d4-a716-446655440000", "\"r=\" r:real \";g=\" g:guid", "1500 | 550e8400-e29b-41d4-a716-446655440000")]
    [InlineData("日本=語;次", "\"日本=\" a \";\" b", "語 | 次")]
    [InlineData("a\nb", "x", "a\nb")]
    [InlineData("", "x", "")]
    public void Takes_what_stands_between_texts(string text, string pattern, string expected)
        => Assert.Equal(expected, Parsed(text, "", pattern));

    [Theory]
    [InlineData("a=1 b=2", "\"a=\" a:long \" b=\" b:long", "1 | 2")]
    [InlineData("a=one b=2", "\"a=\" a:long \" b=\" b:long", "null | 2")]
    [InlineData("a=one b2", "\"a=\" a:long \" b=\" b:long", "null | null")]
    public void Leaves_only_wrong_values_out_when_relaxed(string text, string pattern, string expected)
        => Assert.Equal(expected, Parsed(text, "kind=relaxed ", pattern));

    [Theory]
    [InlineData("AAA111BBB", "", "pre @\"[0-9]{3}\" post", "AAA | BBB")]
    [InlineData("k=a, x, y", "", "* \"k=\" v \",\" *", "a, x")]
    [InlineData("k=a, x, y", "flags=U ", "* \"k=\" v \",\" *", "a")]
    [InlineData("K=a,b", "flags=Ui ", "* \"k=\" v \",\" *", "a")]
    [InlineData("net user bob /add", "flags=iU ", "* \"user \" u \" \" * \"/ad\"", "bob")]
    [InlineData("ab12", "", "@\"(a)(b)\" n:int", "12")]
    [InlineData("ab", "", "@\"[(]x\" v", "")]
    public void Takes_what_a_regular_expression_leaves(string text, string flags, string pattern, string expected)
        => Assert.Equal(expected, Parsed(text, $"kind=regex {flags}", pattern));

    [Fact]
    public void Drops_rows_that_do_not_fit_with_parse_where()
        => Assert.Equal(["x=2 | 2"], Kql.Rows("datatable(s:string)['x=2', 'x=a', 'y'] | parse-where s with 'x=' n:long"));

    [Fact]
    public void Keeps_rows_without_columns_that_fit_with_parse_where()
        => Assert.Equal(["ab"], Kql.Rows("datatable(s:string)['ab', 'c'] | parse-where s with 'a' *"));

    [Fact]
    public void Takes_any_number_of_columns()
        => Assert.Equal("1,2,3,4,5,6,7,8,9,10,11,12", Parsed("1,2,3,4,5,6,7,8,9,10,11,12", "kind=regex ", string.Join(" ','", Enumerable.Range(1, 12).Select(i => $"c{i}:int"))).Replace(" | ", ",", StringComparison.Ordinal));

    [Fact]
    public void Replaces_a_column_of_the_same_name_in_its_place()
        => Assert.Equal(["2 | x"], Kql.Rows("print s = 'v=2', t = 'x' | parse s with 'v=' s"));

    [Fact]
    public void Reads_dynamic_values_as_text()
        => Assert.Equal(["7"], Kql.Rows("print d = dynamic({'m':'id:7'}) | parse d.m with 'id:' id:long | project id"));

    [Theory]
    [InlineData("parse kind=exact s with x", "KQL316")]
    [InlineData("parse kind=regex s with '(' x", "KQL321")]
    [InlineData("parse nothing with x", "KQL201")]
    public void Tells_what_is_wrong(string step, string code) => Assert.Contains(code, Assert.Single(Kql.Errors($"print s = '' | {step}")));

    private static string Parsed(string text, string parameters, string pattern)
        => Assert.Single(Kql.Rows($"datatable(s:string)[{Kql.Literal(text)}] | parse {parameters}s with {pattern} | project-away s"));
}
