using System.Text;
using Xunit;

namespace Matoi.Sigma.Tests.Reading;

public class RuleTestsTests
{
    private const string Rule = "title: t\nlogsource: {product: p}\ndetection:\n  s: {a: b}\n  condition: s\ntests:\n";

    [Theory]
    [InlineData("{a: b}", """{"a":"b"}""")]
    [InlineData("{a: 1, b: -2, c: +3, d: 007, e: 0x1F, f: 0o17}", """{"a":1,"b":-2,"c":3,"d":7,"e":31,"f":15}""")]
    [InlineData("{a: 1.50, b: .5, c: 1., d: 1e3, e: -2.5E-3, f: 123456789012345678901234567890}", """{"a":1.50,"b":0.5,"c":1,"d":1e3,"e":-2.5E-3,"f":123456789012345678901234567890}""")]
    [InlineData("{a: true, b: False, c: yes, d: 'true', e: \"1\"}", """{"a":true,"b":false,"c":"yes","d":"true","e":"1"}""")]
    [InlineData("{a: null, b: ~, c: , d: 'null', e: ''}", """{"a":null,"b":null,"c":null,"d":"null","e":""}""")]
    [InlineData("{a: 2026-01-31, b: 2026-01-31T10:00:00Z, c: 1.2.3, d: 203.0.113.7}", """{"a":"2026-01-31","b":"2026-01-31T10:00:00Z","c":"1.2.3","d":"203.0.113.7"}""")]
    [InlineData("{a: [1, [x], {b: 2}], c.d: é<}", """{"a":[1,["x"],{"b":2}],"c.d":"é<"}""")]
    [InlineData("{a: !!str 1}", """{"a":"1"}""")]
    public void Event_is_json(string yaml, string json)
    {
        var test = Assert.Single(Assert.Single(Written.Read($"{Rule}- name: n\n  matches: true\n  event: {yaml}").Rules).Tests);

        Assert.Equal(json, Encoding.UTF8.GetString(Assert.Single(test.Events)));
        Assert.Equal(("n", 7, true), (test.Name, test.Line, test.Matches));
    }

    [Fact]
    public void Events_keep_their_order()
    {
        var tests = Assert.Single(Written.Read($"{Rule}- matches: false\n  events: [{{a: 1}}, {{a: 2}}]\n").Rules).Tests;

        Assert.Equal(["""{"a":1}""", """{"a":2}"""], Assert.Single(tests).Events.Select(Encoding.UTF8.GetString));
        Assert.Equal(("test 1", false), (tests[0].Name, tests[0].Matches));
    }

    [Theory]
    [InlineData("- {name: n, event: {a: 1}}", "7:3: SIGMA501 a test needs 'matches: true' or 'matches: false'")]
    [InlineData("- {matches: yes, event: {a: 1}}", "7:13: SIGMA108 'matches' must be true or false")]
    [InlineData("- {matches: true}", "7:3: SIGMA501 a test needs either 'event' with one event or 'events' with a list of them")]
    [InlineData("- {matches: true, event: {}, events: [{}]}", "7:3: SIGMA501 a test needs either 'event' with one event or 'events' with a list of them")]
    [InlineData("- {matches: true, event: text}", "7:26: SIGMA501 an event must be a mapping")]
    [InlineData("- {matches: true, event: {a: .inf}}", "7:30: SIGMA501 JSON has no number .inf; quote it if it is a text")]
    [InlineData("- {match: true, matches: true, event: {a: 1}}", "7:4: SIGMA109 'match' means nothing in a test; there are name, matches, event, events")]
    [InlineData("- text", "7:3: SIGMA501 a test is a mapping with name, matches, and event or events")]
    [InlineData("  a: b", "7:3: SIGMA501 'tests' must be a list of tests")]
    public void Refuses_with_the_place(string tests, string expected) => Assert.Equal(expected, Written.Errors(Rule + tests));
}
