using Xunit;

namespace Matoi.Kql.Tests.Dynamic;

public class BagTests
{
    [Theory]
    [InlineData("""bag_keys(dynamic({"b":1,"a":{"c":2}}))""", "[\"b\",\"a\"]")]
    [InlineData("bag_keys(dynamic([1]))", "null")]
    [InlineData("""bag_merge(dynamic({"a":1}), dynamic(null), dynamic({"a":2,"b":3}))""", """{"a":1,"b":3}""")]
    [InlineData("""bag_has_key(dynamic({"a":{"b":1}}), "a")""", "true")]
    [InlineData("""bag_has_key(dynamic({"a":{"b":1}}), "$.a.b")""", "true")]
    [InlineData("""bag_has_key(dynamic({"a":{"b c":1}}), "$.a['b c']")""", "true")]
    [InlineData("""bag_has_key(dynamic({"a":1}), "A")""", "false")]
    [InlineData("""bag_has_key(dynamic({"$.a":1}), "$.a")""", "false")]
    [InlineData("""bag_set_key(dynamic({"a":1}), "b", dynamic([1]))""", """{"a":1,"b":[1]}""")]
    [InlineData("""bag_set_key(dynamic({"a":1}), "$.b.c", 2)""", """{"a":1,"b":{"c":2}}""")]
    [InlineData("bag_set_key(dynamic([1]), 'a', 2)", "null")]
    [InlineData("""bag_remove_keys(dynamic({"a":1,"b":{"c":2,"d":3}}), dynamic(["a","$.b.c","zz"]))""", """{"b":{"d":3}}""")]
    [InlineData("bag_zip(dynamic(['a',1,'b']), dynamic([1,2]))", """{"a":1,"b":null}""")]
    [InlineData("""treepath(parse_json('{"l":[100,{"x":"y"}],"m":1}'))""", """["['l']","['l'][0]","['l'][0]['x']","['m']"]""")]
    public void Parts(string expression, string expected) => Assert.Equal(expected, Kql.Print(expression));

    [Theory]
    [InlineData("pack('k', real(1), 's', 'q\"uote', 'n', long(null), 't', 1h)", """{"k":1.0,"s":"q\"uote","n":null,"t":"01:00:00"}""")]
    [InlineData("bag_pack()", "{}")]
    [InlineData("bag_pack('a', 1, 'a', 2)", """{"a":1}""")]
    [InlineData("pack_array(1, 'x', dynamic(null), 2.50, true, datetime(2020-01-01))", "[1,\"x\",null,2.5,true,\"2020-01-01T00:00:00.0000000Z\"]")]
    [InlineData("pack_array()", "[]")]
    public void Pack_writes_values_of_every_type(string expression, string expected) => Assert.Equal(expected, Kql.Print(expression));

    [Theory]
    [InlineData("pack_all()", """{"a":"x","b":null,"c":""}""")]
    [InlineData("pack_all(true)", """{"a":"x"}""")]
    [InlineData("bag_pack_columns(c, a)", """{"c":"","a":"x"}""")]
    [InlineData("pack_array(*)", "[\"x\",null,\"\"]")]
    [InlineData("bag_pack(a, 1, strcat(a, 'y'), 2)", """{"x":1,"xy":2}""")]
    [InlineData("bag_pack(a, 1, a, 2)", """{"x":1}""")]
    [InlineData("dynamic({'x': [1h]})", """{"x":["01:00:00"]}""")]
    public void Pack_takes_the_row(string expression, string expected)
        => Assert.Equal(expected, Assert.Single(Kql.Rows($"datatable(a:string, b:long, c:string)['x', long(null), ''] | project x = {expression}")));

    [Fact]
    public void Pack_of_odd_arguments_is_an_error() => Assert.Equal(["1:7: KQL303 pack takes pairs of name and value"], Kql.Errors("print pack('a')"));

    [Fact]
    public void Pack_all_takes_hundreds_of_columns()
        => Assert.Equal(["600"], Kql.Rows($"print {string.Join(", ", Enumerable.Range(0, 600).Select(i => $"c{i} = {i}"))} | project n = array_length(bag_keys(pack_all()))"));
}
