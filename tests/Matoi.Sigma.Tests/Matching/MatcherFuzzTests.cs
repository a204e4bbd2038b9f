using System.Text.Json;
using System.Text.Json.Nodes;
using Matoi.Sigma.Expressions;
using Xunit;

namespace Matoi.Sigma.Tests.Matching;

/// <summary>Random rules over random events: the compiled matcher says what the plain reading says.</summary>
public class MatcherFuzzTests
{
    private const int RulesPerRound = 40;
    private const int EventsPerRound = 25;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly string[] Names = ["a", "b", "c", "ab", "eventName", "userIdentity"];
    private static readonly string[] Words = ["", "a", "b", "ab", "abc", "aab", "Abcd", "abcde", "é", "É", "火消し", "1", "12", "true", "10.0.0.1", "x\"y", "a b", "GetObject", "getobjectacl"];
    private static readonly string[] Patterns = ["*", "?", "a*", "*b", "*b*", "a?", "?b*", "*a*b*", "ab*e", "*bc*", "*abcd*", "*火*", "é*", "*\"*", "*:*", "get*", "*Object*", "*ject", "??", "*1"];

    [Fact]
    public void Matcher_agrees_with_the_plain_reading_whatever_the_rules_are()
    {
        var rounds = Environment.GetEnvironmentVariable("MATOI_LONG") == "1" ? 1000 : 40;
        for (var seed = 0; seed < rounds; seed++)
        {
            Round(new(seed), seed);
        }
    }

    private static void Round(Random random, int seed)
    {
        var conditions = Enumerable.Range(0, RulesPerRound).Select(_ => Condition(random, 3)).ToList();
        var mapping = Matching.Plain with { AnyCase = random.Next(2) == 0 };
        var scanner = Matching.Scanner(conditions, mapping);
        for (var i = 0; i < EventsPerRound; i++)
        {
            var json = JsonSerializer.SerializeToUtf8Bytes(Event(random, 3), random.Next(3) == 0 ? Indented : JsonSerializerOptions.Default);
            var hits = scanner.Match(json).ToArray().ToHashSet();
            using var document = JsonDocument.Parse(json);
            for (var rule = 0; rule < conditions.Count; rule++)
            {
                Assert.True(hits.Contains(rule) == PlainEvaluation.Holds(conditions[rule], document.RootElement, mapping),
                    $"seed {seed}: matcher says {hits.Contains(rule)} for {conditions[rule]} over {System.Text.Encoding.UTF8.GetString(json)}");
            }
        }
    }

    private static Expression Condition(Random random, int depth) => (depth == 0 ? 9 : random.Next(10)) switch
    {
        0 or 1 => new AllOf(Some(random, depth)),
        2 or 3 => new AnyOf(Some(random, depth)),
        4 => new AtLeast(2, Some(random, depth)),
        5 => new Not(Condition(random, depth - 1)),
        _ => Test(random),
    };

    private static List<Expression> Some(Random random, int depth) => [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Condition(random, depth - 1))];

    private static FieldTest Test(Random random)
    {
        var field = random.Next(12) == 0 ? null : string.Join('.', Enumerable.Range(0, random.Next(1, 4)).Select(_ => Pick(random, Names)));
        return new(field, random.Next(field is null ? 6 : 14) switch
        {
            < 3 => new TextMatch(TextPattern.Parse(Pick(random, Words)), random.Next(4) == 0),
            < 6 => new TextMatch(TextPattern.Parse(Pick(random, Patterns)), random.Next(4) == 0),
            6 or 7 => new TextMatch(TextPattern.Parse(Pick(random, Words) + Pick(random, Patterns)), false),
            8 => new ExistsMatch(random.Next(2) == 0),
            9 => new NullMatch(),
            10 => new NumberMatch((Comparison)random.Next(6), random.Next(13)),
            11 => new RegexMatch(Pick(random, ["a+b", "^.$", "B", "[0-9]+", "(?:ab)+c"]), random.Next(2) == 0, false, false),
            12 => new CidrMatch(System.Net.IPNetwork.Parse("10.0.0.0/8")),
            _ => new TextMatch(TextPattern.Parse("a*"), false),
        });
    }

    private static JsonObject Event(Random random, int depth)
    {
        var json = new JsonObject();
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            json[Pick(random, Names)] = Value(random, depth - 1);
        }

        return json;
    }

    private static JsonNode? Value(Random random, int depth) => random.Next(depth > 0 ? 10 : 6) switch
    {
        0 => null,
        1 => random.Next(14),
        2 => random.Next(2) == 0,
        < 6 => Pick(random, Words),
        < 8 => Event(random, depth),
        _ => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth - 1))]),
    };

    private static T Pick<T>(Random random, T[] of) => of[random.Next(of.Length)];
}
