using Xunit;

namespace Matoi.Kql.Tests.Strings;

/// <summary>Functions that measure, cut, join and replace text.</summary>
public class TextFunctionTests
{
    [Theory]
    [InlineData("strlen(a)", "⒦𝓗é", "3")]
    [InlineData("string_size(a)", "⒦𝓗é", "9")]
    [InlineData("isempty(a)", "", "true")]
    [InlineData("isnotempty(a)", " ", "true")]
    [InlineData("isascii(a)", "é", "false")]
    [InlineData("isutf8(a)", "é", "true")]
    [InlineData("toupper(a)", "straße ñ мир", "STRAßE Ñ МИР")]
    [InlineData("tolower(a)", "STRASSE Ñ МИР", "strasse ñ мир")]
    [InlineData("substring(a, 1, 3)", "hello", "ell")]
    [InlineData("substring(a, 2)", "𝓗ello", "llo")]
    [InlineData("substring(a, 0, 2)", "𝓗ello", "𝓗e")]
    [InlineData("substring(a, 5, 3)", "abc", "")]
    [InlineData("split(a, ',')", "a,,b", """["a","","b"]""")]
    [InlineData("split(a, ',')", "", """[""]""")]
    [InlineData("split(a, '_', 1)", "aaa_bbb_ccc", """["bbb"]""")]
    [InlineData("split(a, '_', 3)", "aaa_bbb_ccc", "null")]
    [InlineData("split(a, ',')[1]", "a,b", "\"b\"")]
    [InlineData("split(a, ',')[5]", "a,b", "null")]
    [InlineData("tostring(split(a, ',')[5])", "a,b", "")]
    [InlineData("tostring(split(a, ',')[1])", "a,b", "b")]
    [InlineData("reverse(a)", "ab𝓗", "𝓗ba")]
    [InlineData("strcat(a, '-', a)", "x", "x-x")]
    [InlineData("strcat_delim('-', a, '', a)", "x", "x--x")]
    [InlineData("strrep(a, 3, '.')", "ab", "ab.ab.ab")]
    [InlineData("strrep(a, 0)", "ab", "")]
    [InlineData("replace_string(a, 'cat', 'hamster')", "a cat, a cat", "a hamster, a hamster")]
    [InlineData("replace_string(a, '', '_')", "abc", "abc")]
    [InlineData("replace_strings(a, dynamic(['This', 'is']), dynamic(['This', 'was']))", "This is it", "This was it")]
    [InlineData("replace_strings(a, dynamic(['is', 'This']), dynamic(['was', 'This']))", "This is it", "Thwas was it")]
    [InlineData("replace_strings(a, dynamic(['This', 'is']), dynamic([12345, 'was']))", "This is it", "This was it")]
    [InlineData("translate('krasp', 'otsku', a)", "spark", "kusto")]
    [InlineData("translate('abc', 'x', a)", "abc", "xxx")]
    [InlineData("translate('abc', '', a)", "ab", "")]
    [InlineData("indexof(a, 'cde')", "abcdefg", "2")]
    [InlineData("indexof(a, 'cde', 1, 2)", "abcdefg", "-1")]
    [InlineData("indexof(a, 'cde', 1, 4)", "abcdefg", "2")]
    [InlineData("indexof(a, 'cde', 1, 10, 2)", "abcdefgabcdefg", "9")]
    [InlineData("indexof(a, '')", "abc", "null")]
    [InlineData("indexof(a, 'e')", "𝓗e", "1")]
    [InlineData("strcmp(a, 'abc')", "ABC", "-1")]
    [InlineData("strcmp(a, 'abc')", "abc", "0")]
    [InlineData("strcmp(a, 'abc')", "abcde", "1")]
    [InlineData("regex_quote(a)", "(so$me.Te^xt)", @"\(so\$me\.Te\^xt\)")]
    [InlineData("has_any_index(a, dynamic(['not', 'example']))", "this is an example", "1")]
    [InlineData("has_any_index(a, dynamic([]))", "x", "-1")]
    [InlineData("to_utf8(a)", "é𝓗", "[233,120023]")]
    public void Function_gives_what_Kusto_gives_when_engine_computes_it(string expression, string text, string value) => Assert.Equal(value, Kql.OverRow(expression, text));

    [Theory]
    [InlineData("strcat_array(dynamic([1, 'b', null]), '->')", "1->b->")]
    [InlineData("strcat_array(dynamic(null), ',')", "")]
    [InlineData("make_string(75, 117, dynamic([115, 116]), 111)", "Kusto")]
    [InlineData("format_bytes(564.0)", "564 Bytes")]
    [InlineData("format_bytes(20010332, 2)", "19.08 MB")]
    [InlineData("format_bytes(20010332, 0, 'KB')", "19541 KB")]
    [InlineData("tohex(256)", "100")]
    [InlineData("tohex(256, 8)", "00000100")]
    [InlineData("tohex(long(-256))", "ffffffffffffff00")]
    [InlineData("tohex(int(-256), 8)", "ffffff00")]
    public void Function_gives_what_Kusto_gives_when_arguments_are_constant(string expression, string value) => Assert.Equal(value, Kql.Print(expression));

    [Theory]
    [InlineData(-2, 2, "lo")]
    [InlineData(-9, 2, "")]
    [InlineData(3, -1, "")]
    public void Substring_counts_from_the_end_when_its_place_is_negative(int start, int length, string value)
        => Assert.Equal(value, Kql.Table($"datatable(a:string, s:long, l:long)['hello', long({start}), long({length})] | project substring(a, s, l)"));

    [Fact]
    public void Function_refuses_when_arguments_are_missing() => Assert.Equal(["1:7: KQL303 substring takes a text, a place to start, and if wanted a number of characters"], Kql.Errors("print substring('a')"));
}
