using Xunit;

namespace Matoi.Kql.Tests.Dynamic;

public class MvExpandTests
{
    [Theory]
    [InlineData("dynamic([1,\"x\",null])", "1", "\"x\"", "null")]
    [InlineData("""dynamic({"a":1,"b":[2]})""", """{"a":1}""", """{"b":[2]}""")]
    [InlineData("dynamic(null)", "null")]
    [InlineData("dynamic([])")]
    [InlineData("dynamic({})")]
    [InlineData("dynamic(\"s\")", "\"s\"")]
    [InlineData("dynamic(5)", "5")]
    public void Gives_a_row_for_every_element(string value, params string[] expected) => Assert.Equal(expected, Kql.Rows($"datatable(d:dynamic)[{value}] | mv-expand d"));

    [Fact]
    public void Gives_pairs_of_a_bag_when_asked() => Assert.Equal(["[\"a\",1]", "[\"b\",2]"], Kql.Rows("""print d = dynamic({"a":1,"b":2}) | mv-expand kind=array d"""));

    [Fact]
    public void Puts_several_arrays_side_by_side()
        => Assert.Equal(["1 | \"x\" | 0", "2 | null | 1", "null | {\"k\":1} | 0"], Kql.Rows("""datatable(a:dynamic, b:dynamic)[dynamic([1,2]), dynamic(["x"]), dynamic([]), dynamic({"k":1})] | mv-expand with_itemindex=i a, b"""));

    [Fact]
    public void Replaces_a_column_in_its_place_and_adds_others_at_the_end()
        => Assert.Equal(["a:Long, v:String, g:Dynamic, x:Dynamic, a_b:Dynamic, i:Long"], [Head("datatable(a:dynamic, v:long, g:dynamic)[] | mv-expand with_itemindex=i a to typeof(long), v = g to typeof(string), x = a, a.b")]);

    [Theory]
    [InlineData("long", "[1,2.9,\"3\",true]", "1", "2", "null", "1")]
    [InlineData("real", "[1,2.9,\"3\"]", "1", "2.9", "null")]
    [InlineData("string", "[1,\"x\",null,{\"a\":1}]", "1", "x", "", "{\"a\":1}")]
    [InlineData("bool", "[true,0,\"true\"]", "true", "false", "null")]
    [InlineData("int", "[1,3000000000]", "1", "null")]
    [InlineData("datetime", "[\"2020-01-01T00:00:00.0000000Z\",1]", "2020-01-01T00:00:00.0000000Z", "null")]
    public void Casts_elements_without_reading_numbers_out_of_text(string type, string array, params string[] expected)
        => Assert.Equal(expected, Kql.Rows($"print d = dynamic({array}) | mv-expand x = d to typeof({type}) | project x"));

    [Fact]
    public void Keeps_the_order_of_rows_that_have_one()
        => Assert.Equal(["3 | 1", "3 | 2", "1 | 9", "1 | 8"], Kql.Rows("datatable(k:long, d:dynamic)[1, dynamic([9,8]), 3, dynamic([1,2])] | sort by k desc | mv-expand d"));

    [Fact]
    public void Stops_at_a_limit_per_row() => Assert.Equal(["1 | 1", "1 | 2", "2 | 4"], Kql.Rows("datatable(k:long, d:dynamic)[1, dynamic([1,2,3]), 2, dynamic([4])] | mv-expand d limit 2"));

    [Theory]
    [InlineData("mv-expand", "200")]
    [InlineData("mvexpand", "128")]
    public void Stops_at_128_in_the_old_spelling(string word, string expected) => Assert.Equal([expected], Kql.Rows($"print d = range(1, 200) | {word} d | count"));

    [Fact]
    public void Refuses_what_is_not_dynamic()
        => Assert.Equal(["1:38: KQL331 only dynamic values can be expanded, but this is a string; make it an array with parse_json, split or pack_array"], Kql.Errors("datatable(a:string)['x'] | mv-expand a"));

    private static string Head(string query) => string.Join(", ", Kql.Run(query).Columns.Select(c => $"{c.Name}:{c.Type}"));
}
