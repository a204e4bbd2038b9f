using System.Net;
using System.Text.Json;
using Matoi.Sigma.Expressions;
using Xunit;
using static Matoi.Sigma.Tests.Matching.Matching;

namespace Matoi.Sigma.Tests.Matching;

public class ConditionMatchTests
{
    private static readonly Expression A = Text("a", "1");
    private static readonly Expression B = Text("b", "1");
    private static readonly Expression C = Text("c", "1");

    [Theory]
    [InlineData("""{"a":1,"b":1}""", "and or two a-and-not-c")]
    [InlineData("""{"a":1,"c":1}""", "or two")]
    [InlineData("""{"b":1}""", "or not-a")]
    [InlineData("{}", "not-a")]
    [InlineData("""{"a":1}""", "or a-and-not-c")]
    public void Conditions_combine(string json, string expected)
    {
        var conditions = new Dictionary<string, Expression>
        {
            ["and"] = new AllOf([A, B]),
            ["or"] = new AnyOf([A, B]),
            ["two"] = new AtLeast(2, [A, B, C]),
            ["not-a"] = new Not(A),
            ["a-and-not-c"] = new AllOf([A, new Not(C)]),
            ["never"] = Expression.Never,
        };
        Assert.Equal(expected, string.Join(' ', conditions.Where(c => Holds(c.Value, json)).Select(c => c.Key)));
    }

    [Theory]
    [InlineData("""{"f":"x"}""", true, false)]
    [InlineData("""{"f":null}""", true, true)]
    [InlineData("""{"f":""}""", true, false)]
    [InlineData("{}", false, true)]
    public void Missing_differs_from_null(string json, bool there, bool isNull)
    {
        Assert.Equal(there, Holds(new FieldTest("f", new ExistsMatch(true)), json));
        Assert.Equal(!there, Holds(new FieldTest("f", new ExistsMatch(false)), json));
        Assert.Equal(isNull, Holds(new FieldTest("f", new NullMatch()), json));
    }

    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("11.1.2.3", false)]
    [InlineData("10", false)]
    [InlineData("aws.amazon.com", false)]
    public void Network_holds_addresses(string address, bool expected) => Assert.Equal(expected, Holds(new FieldTest("f", new CidrMatch(IPNetwork.Parse("10.0.0.0/8"))), $$"""{"f":"{{address}}"}"""));

    [Theory]
    [InlineData("5", true)]
    [InlineData("\"5.5\"", true)]
    [InlineData("4", false)]
    [InlineData("\"5x\"", false)]
    public void Numbers_compare(string value, bool expected) => Assert.Equal(expected, Holds(new FieldTest("f", new NumberMatch(Comparison.GreaterOrEqual, 5)), $$"""{"f":{{value}}}"""));

    [Theory]
    [InlineData("^a.c$", false, "abc", true)]
    [InlineData("^a.c$", false, "ABC", false)]
    [InlineData("^a.c$", true, "ABC", true)]
    [InlineData("(?<!x)b", false, "ab", true)]
    public void Regular_expression_is_found(string pattern, bool ignoreCase, string value, bool expected)
        => Assert.Equal(expected, Holds(new FieldTest("f", new RegexMatch(pattern, ignoreCase, false, false)), $$"""{"f":"{{value}}"}"""));

    [Fact]
    public void Regular_expression_that_runs_away_is_stopped()
    {
        var scanner = Scanner([new FieldTest("f", new RegexMatch(@"^(a+)+(?=b)$", false, false, false))]);
        Assert.True(scanner.Match(JsonSerializer.SerializeToUtf8Bytes(new { f = new string('a', 5000) })).IsEmpty);
        Assert.Equal(1, scanner.TimedOut);
    }

    [Theory]
    [InlineData(FieldReferenceKind.Equals, "alice", "ALICE", true)]
    [InlineData(FieldReferenceKind.StartsWith, "alice@example.com", "Alice", true)]
    [InlineData(FieldReferenceKind.EndsWith, "alice", "alice@example.com", false)]
    [InlineData(FieldReferenceKind.Contains, "xalicex", "alice", true)]
    public void Field_compares_with_another(FieldReferenceKind kind, string mine, string theirs, bool expected)
        => Assert.Equal(expected, !Scanner([new FieldTest("a", new FieldReferenceMatch("b", kind, false))]).Match(JsonSerializer.SerializeToUtf8Bytes(new { a = mine, b = theirs })).IsEmpty);

    [Theory]
    [InlineData(TimePart.Hour, "\"2026-11-23T23:05:00Z\"", 23)]
    [InlineData(TimePart.Minute, "\"2026-11-23 23:05:00\"", 5)]
    [InlineData(TimePart.Hour, "\"2026-11-23T23:05:00+09:00\"", 23)]
    [InlineData(TimePart.Day, "1795475100", 23)]
    [InlineData(TimePart.Week, "1795475100000", 48)]
    [InlineData(TimePart.Month, "\"2026-11-23\"", 11)]
    [InlineData(TimePart.Year, "\"2026-11-23\"", 2026)]
    public void Part_of_a_time_is_a_number(TimePart part, string value, double number)
    {
        Assert.True(Matches(number));
        Assert.False(Matches(number + 1));

        bool Matches(double n) => !Scanner([new FieldTest("t", new TimePartMatch(part, Comparison.Equal, n))]).Match(System.Text.Encoding.UTF8.GetBytes($$"""{"t":{{value}}}""")).IsEmpty;
    }

    [Theory]
    [InlineData("{\"a\":")]
    [InlineData("{\"a\":1")]
    [InlineData("nothing")]
    public void Broken_json_is_an_error(string json) => Assert.ThrowsAny<JsonException>(() => Scanner([A]).Match(System.Text.Encoding.UTF8.GetBytes(json)).Length);

    [Fact]
    public void Scanner_remembers_nothing_of_the_event_before()
    {
        var scanner = Scanner([A, new FieldTest("t", new RegexMatch("x", false, false, false)), new Not(B)]);
        Assert.Equal([0, 1, 2], scanner.Match("""{"a":1,"t":"x"}"""u8.ToArray()).ToArray().Order());
        Assert.Equal([], scanner.Match("""{"b":1}"""u8.ToArray()).ToArray());
        Assert.Equal([0, 2], scanner.Match("""{"a":1,"t":"y"}"""u8.ToArray()).ToArray().Order());
    }
}
