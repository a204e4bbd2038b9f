using Xunit;

namespace Matoi.Kql.Tests.Dynamic;

public class PathTests
{
    private const string Value = """{"a":{"b":[10,{"c":"x"}]},"s":"text","*":7,"q\"u":8,"b\\s":9,"":6,"0":"zero","d~/e":5,"n":null}""";

    [Theory]
    [InlineData("d.a.b[0]", "10")]
    [InlineData("d.a.b[-1].c", "\"x\"")]
    [InlineData("d['a']['b'][1]['c']", "\"x\"")]
    [InlineData("d.a.b[2]", "null")]
    [InlineData("d.a.b[-3]", "null")]
    [InlineData("d.a[0]", "null")]
    [InlineData("d.missing.too", "null")]
    [InlineData("d.n", "null")]
    [InlineData("d.s.x", "null")]
    [InlineData("d['*']", "7")]
    [InlineData("d['q\"u']", "8")]
    [InlineData("d['b\\\\s']", "9")]
    [InlineData("d['']", "6")]
    [InlineData("d['d~/e']", "5")]
    [InlineData("d[0]", "null")]
    [InlineData("d['0']", "\"zero\"")]
    [InlineData("d[tolower('S')]", "\"text\"")]
    [InlineData("d.a.b[strlen('x')].c", "\"x\"")]
    [InlineData("tostring(d.a.b)", """[10,{"c":"x"}]""")]
    [InlineData("tostring(d.missing)", "")]
    public void Steps_by_name_and_position(string path, string expected)
    {
        Assert.Equal(expected, Assert.Single(Kql.Rows($"print d = parse_json({Kql.Literal(Value)}) | project x = {path}")));
        Assert.Equal(expected, Assert.Single(Kql.Rows($"datatable(t:string)[{Kql.Literal(Value)}] | extend d = parse_json(t) | project x = {path}")));
        Assert.Equal(expected, Assert.Single(Kql.Rows($"datatable(d:dynamic)[dynamic({Value})] | project x = {path}")));
    }

    [Fact]
    public void Several_paths_give_the_values_that_one_alone_gives()
        => Assert.Equal(
            ["x | [10,{\"c\":\"x\"}] | text | null | 7 | true", " | null |  | null | null | false"],
            Kql.Rows($"datatable(d:dynamic)[dynamic({Value}), dynamic([1])] | project tostring(d.a.b[1].c), d.a.b, tostring(d.s), d.zz, d['*'], iff(d.s == 'text', true, false)"));

    [Fact]
    public void Text_that_is_no_json_has_no_parts_and_stops_nothing()
        => Assert.Equal(
            ["1 | 2", " | ", " | ", " | "],
            Kql.Rows("""datatable(t:string)['{"a":1,"b":2}', '', 'nope', '{"a":1,'] | extend d = parse_json(t) | project tostring(d.a), tostring(d.b)"""));

    [Fact]
    public void Parsed_column_may_take_the_name_of_its_text()
        => Assert.Equal(["1 | {\"a\":1}"], Kql.Rows("""datatable(t:string)['{"a":1}'] | extend t = parse_json(t) | project x = t.a, t"""));

    [Fact]
    public void Value_without_parts_is_an_error_when_its_type_tells()
        => Assert.Equal(["1:33: KQL302 a value of type string has no parts; only dynamic has (use parse_json)"], Kql.Errors("datatable(t:string)[] | where t.a == 1"));
}
