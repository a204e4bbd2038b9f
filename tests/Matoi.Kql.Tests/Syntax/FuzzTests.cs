using System.Diagnostics;
using Matoi.Kql.Syntax;
using Xunit;

namespace Matoi.Kql.Tests.Syntax;

/// <summary>Whatever the text, reading it ends, and soon, with a tree and with errors that lie in the text.</summary>
public sealed class FuzzTests
{
    private const int Seed = 20260401;

    private static readonly string[] OwnQueries =
    [
        "let f = (a:long, T:(x:string)) { T | where x has 'b' and a in (1, 2) }; f(1, U) | summarize n = count(), arg_max(t, *) by bin(t, 1h), k.['a b'][0]",
        "T | join kind=leftouter (U | where a between (1 .. 5)) on $left.a == $right.b | extend (c, d) = g(dynamic({'x': [1, null, datetime(2020-01-01)]})) | project-away c*",
        "T | make-series c = count() default = 0 on t from ago(1d) to now() step 1h by k | mv-expand c to typeof(long) limit 5 | mv-apply x = y on (top 1 by x asc nulls last)",
        "T | scan with_match_id=m declare (x:long = 0) with (step s1 output=all: a == 1 => x = s1.x + 1; step s2: true;) | render timechart with (title='t', series=a, b)",
        "union isfuzzy=true withsource=S (T | parse a with * 'x' b:long *), database('d').U* | evaluate pivot(a, sum(b)) : (*, c:long) | top-nested 2 of a by count(), top-nested of b by sum(c)",
        "declare query_parameters(p:string = \"x\\n\"); set notruncation; search in (A, B*) c:'d' // comment\n| where @'e' matches regex ```f``` | sort by g desc | take 5",
        "datatable(a:dynamic, b:timespan)[dynamic([1d]), time(1.00:00:00), dynamic(null), -5m] | partition by a (take 1) | partition by b { T | count } | fork x=(take 1) (count)",
    ];

    private static readonly string[] Pieces =
    [
        "|", ";", "(", ")", "[", "]", "{", "}", ",", ".", "..", "=", "==", "=>", "=~", "!~", "!", "-", "+", "*", ":", "'", "\"", "@'", "```", "\\", "//", "\n", " ", "\0", "é", "\ud800", "$left",
        "where", "summarize", "by", "join", "on", "let", "union", "in", "has", "and", "between", "datetime(", "dynamic(", "typeof(", "real(", "null", "1", "1.", "1d", "0x", "9223372036854775808", "mv-apply", "step", "with", "T*",
    ];

    [Fact]
    public void Reading_ends_with_a_tree_whatever_the_text()
    {
        var queries = Corpus.IsPresent ? [.. Corpus.Rules().Concat(Corpus.Cases()).Select(c => c.Query).Where(q => q.Length < 3000), .. OwnQueries] : OwnQueries;
        var random = new Random(Seed);
        var rounds = Environment.GetEnvironmentVariable("MATOI_LONG") == "1" ? 1_000_000 : 20_000;
        for (var i = 0; i < rounds; i++)
        {
            var text = Mutated(queries, random);
            var clock = Stopwatch.StartNew();
            var (tree, errors) = KqlParser.Parse(text);
            Assert.True(clock.ElapsedMilliseconds < 2000, $"round {i}: {clock.ElapsedMilliseconds} ms for\n{text}");
            Assert.All(errors, e => Assert.True(e.Span.Start >= 0 && e.Span.End <= text.Length && e.Describe(text).Length > 0, $"round {i}: {e}"));
            Assert.NotNull(SyntaxPrinter.Print(tree));
        }
    }

    private static string Mutated(string[] queries, Random random)
    {
        var text = queries[random.Next(queries.Length)];
        for (var changes = random.Next(1, 6); changes > 0; changes--)
        {
            var at = random.Next(text.Length + 1);
            var length = Math.Min(random.Next(1, 12), text.Length - at);
            var other = queries[random.Next(queries.Length)];
            var from = random.Next(other.Length);
            text = random.Next(6) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(at, text.Substring(at, length)),
                2 => text.Insert(at, Pieces[random.Next(Pieces.Length)]),
                3 => text.Remove(at, length).Insert(at, Pieces[random.Next(Pieces.Length)]),
                4 => text.Insert(at, other.Substring(from, Math.Min(random.Next(1, 60), other.Length - from))),
                _ => text[..at],
            };
        }

        return text;
    }
}
