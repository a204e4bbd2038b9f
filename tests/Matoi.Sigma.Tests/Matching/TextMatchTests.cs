using Xunit;

namespace Matoi.Sigma.Tests.Matching;

public class TextMatchTests
{
    [Theory]
    [InlineData("abc", "ABC", true)]
    [InlineData("abc", "abcd", false)]
    [InlineData("", "", true)]
    [InlineData("", "x", false)]
    [InlineData("a*", "ABC", true)]
    [InlineData("*c", "ABC", true)]
    [InlineData("*b*", "ABC", true)]
    [InlineData("*", "", true)]
    [InlineData("a*c", "ac", true)]
    [InlineData("a*c", "abcd", false)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "ac", false)]
    [InlineData("a?c", "a火c", true)]
    [InlineData("??", "😀x", true)]
    [InlineData("*a*b*", "xaxbx", true)]
    [InlineData("*b*a*", "xaxbx", false)]
    [InlineData(@"a\*", "a*", true)]
    [InlineData(@"a\*", "ab", false)]
    [InlineData(@"C:\\*", @"c:\windows", true)]
    [InlineData(@"C:\Windows", @"c:\windows", true)]
    [InlineData("ÄÖ*", "äöü", true)]
    [InlineData("纏*", "纏を上げる", true)]
    public void Pattern_is_compared_without_case(string pattern, string value, bool expected)
        => Assert.Equal(expected, Matching.Holds(Matching.Text("f", pattern), $$"""{"f":{{System.Text.Json.JsonSerializer.Serialize(value)}}}"""));

    [Theory]
    [InlineData("Abc", "Abc", true)]
    [InlineData("Abc", "abc", false)]
    [InlineData("*B*", "aBc", true)]
    [InlineData("*B*", "abc", false)]
    [InlineData("A*c", "Abbc", true)]
    [InlineData("A*c", "abbc", false)]
    public void Cased_pattern_is_compared_as_it_is(string pattern, string value, bool expected)
        => Assert.Equal(expected, Matching.Holds(Matching.Text("f", pattern, cased: true), $$"""{"f":"{{value}}"}"""));

    [Theory]
    [InlineData("1", """{"f":1}""", true)]
    [InlineData("1", """{"f":"1"}""", true)]
    [InlineData("true", """{"f":true}""", true)]
    [InlineData("*", """{"f":null}""", false)]
    [InlineData("*", """{}""", false)]
    [InlineData("*", """{"f":{}}""", true)]
    [InlineData("a", """{"f":["b","a"]}""", true)]
    [InlineData("*\"a\"*", """{"f":["b", "a"]}""", true)]
    [InlineData("*\"x\":\"a b\"*", """{"f":{ "x" : "a b" }}""", true)]
    [InlineData("a\"b", """{"f":"a\"b"}""", true)]
    [InlineData("a", """{"f":"\u0061"}""", true)]
    [InlineData("a", """{"\u0066":"a"}""", true)]
    public void Value_of_any_kind_compares_as_text(string pattern, string json, bool expected) => Assert.Equal(expected, Matching.Holds(Matching.Text("f", pattern), json));

    [Theory]
    [InlineData("a.b", """{"a":{"b":"x"}}""")]
    [InlineData("a.b", """{"a":[{"c":"x"},{"b":"x"}]}""")]
    [InlineData("a.b", """{"a":[{"b":["y","x"]}]}""")]
    public void Path_goes_through_objects_and_arrays(string field, string json) => Assert.True(Matching.Holds(Matching.Text(field, "x"), json));

    [Theory]
    [InlineData("a.b.c", """{"a.b":{"c":"x"}}""", true)]
    [InlineData("a.b.c", """{"a":{"b.c":"x"}}""", true)]
    [InlineData("a[1].b", """{"a":[{"b":"y"},{"b":"x"}]}""", true)]
    [InlineData("a[0].b", """{"a":[{"b":"y"},{"b":"x"}]}""", false)]
    [InlineData("a.1", """{"a":["y","x"]}""", true)]
    [InlineData("a.b", """{"a":{"c":{"b":"x"}},"b":"x"}""", false)]
    public void Name_may_hold_dots_and_items_have_positions(string field, string json, bool expected)
        => Assert.Equal(expected, !Matching.Scanner([Matching.Text(field, "x")]).Match(System.Text.Encoding.UTF8.GetBytes(json)).IsEmpty);

    [Theory]
    [InlineData("evil", """{"a":{"b":["x","an EVIL thing"]}}""", true)]
    [InlineData("evil*thing", """{"a":"an evil small thing."}""", true)]
    [InlineData("evil", """{"evil":1}""", false)]
    public void Keyword_is_in_any_value(string keyword, string json, bool expected) => Assert.Equal(expected, Matching.Holds(Matching.Text(null, keyword), json));

    [Fact]
    public void Names_compare_without_case_when_the_mapping_says_so()
        => Assert.True(Matching.Holds(Matching.Text("operationName.value", "x"), """{"OperationName":{"Value":"x"}}""", Matching.Plain with { AnyCase = true }));

    [Fact]
    public void Many_substrings_are_found_in_one_pass()
    {
        var words = Enumerable.Range(0, 500).Select(i => $"w{i:x}z").Concat(["q", "ab", "abc"]).ToList();
        var scanner = Matching.Scanner(words.Select(w => Matching.Text("f", $"*{w}*")));
        Assert.Equal(["ab", "q", "w1f3z", "w7z"], scanner.Match("""{"f":"-W7Z--w1f3zabq"}"""u8.ToArray()).ToArray().Select(i => words[i]).Order(StringComparer.Ordinal));
    }
}
