using Xunit;

namespace Matoi.Kql.Tests.Dynamic;

public class ParseJsonTests
{
    [Theory]
    [InlineData("""parse_json('{"a":[1,2.50,null]}')""", """{"a":[1,2.5,null]}""")]
    [InlineData("""parse_json('  [1 , 2] ')""", "[1,2]")]
    [InlineData("""parse_json('not json')""", "\"not json\"")]
    [InlineData("""parse_json("{'a':1}")""", "\"{'a':1}\"")]
    [InlineData("""parse_json('NaN')""", "\"NaN\"")]
    [InlineData("""parse_json('')""", "null")]
    [InlineData("""parse_json('null')""", "null")]
    [InlineData("""todynamic('"x"')""", "\"x\"")]
    [InlineData("""parse_json(parse_json('{"a":1}'))""", """{"a":1}""")]
    [InlineData("""parse_json('{"a":1,"a":2}').a""", "1")]
    public void Gives_the_value_or_the_text_itself(string expression, string expected) => Assert.Equal(expected, Kql.Print(expression));

    [Theory]
    [InlineData("""{"a":[1,2.50,null]}""")]
    [InlineData("not json")]
    [InlineData("NaN")]
    [InlineData("")]
    [InlineData("[1,2")]
    [InlineData("null")]
    [InlineData("[NaN]")]
    [InlineData("""{"a":[1,-Infinity]}""")]
    [InlineData("""{"a":inf,"b":"x"}""")]
    [InlineData("""{"a\"NaN":"Infinity","Info":1}""")]
    public void Gives_the_same_over_rows(string text) => Assert.Equal(Kql.Print($"parse_json({Kql.Literal(text)})"), Kql.OverRow("parse_json(a)", text));

    [Fact]
    public void Gives_a_string_inside_dynamic_back_as_it_is() => Assert.Equal("\"{}\"", Kql.Print("""parse_json(dynamic({"a":"{}"}).a)"""));

    [Theory]
    [InlineData("""dynamic_to_json(dynamic({"b":{"z":1,"y":[2]},"a":"x"}))""", """{"a":"x","b":{"y":[2],"z":1}}""")]
    [InlineData("dynamic_to_json(dynamic(null))", "")]
    public void Dynamic_to_json_sorts_names(string expression, string expected) => Assert.Equal(expected, Kql.Print(expression));

    [Theory]
    [InlineData("""tostring(dynamic({"a":1.0,"b":[true,null]}))""", """{"a":1.0,"b":[true,null]}""")]
    [InlineData("""tostring(dynamic("é\n"))""", "é\n")]
    [InlineData("tostring(dynamic(null))", "")]
    [InlineData("""tostring(dynamic({"k":"a\"b"}))""", """{"k":"a\"b"}""")]
    public void Text_of_a_value_is_its_json(string expression, string expected) => Assert.Equal(expected, Kql.Print(expression));
}
