using Matoi.Kql.Syntax;
using Xunit;

namespace Matoi.Kql.Tests.Syntax;

/// <summary>Queries by others are read without error; those that are not are named here, with the reason.</summary>
public sealed class CorpusTests
{
    // The official parser takes what stands in a typed literal unseen; it is Kusto's engine that would read or refuse it.
    private static readonly Dictionary<string, string> Refused = new()
    {
        ["insider-threat-detection-queries (15).yaml"] = "datetime(\"8:00:00 AM\") is a time without a day",
        ["COMHijacking.yaml"] = "int(0xf090013d) does not fit an int",
        ["narrow-plugin#1"] = ".show is a management command",
    };

    [Fact]
    public void Rules_are_read()
    {
        Corpus.Require();
        var rules = Corpus.Rules().ToList();
        Assert.InRange(rules.Count, 700, 10_000);
        Check(rules);
    }

    [Fact]
    public void Recorded_and_documented_queries_are_read()
    {
        Corpus.Require();
        var cases = Corpus.Cases().ToList();
        Assert.InRange(cases.Count, 1_300, 10_000);
        Check(cases);
    }

    [Fact]
    public void A_span_lies_within_that_of_the_node_around_it()
    {
        Corpus.Require();
        foreach (var (id, query) in Corpus.Rules().Concat(Corpus.Cases()))
        {
            var (tree, _) = KqlParser.Parse(query);
            foreach (var node in Reading.All(tree))
            {
                Assert.All(Reading.Children(node), inner => Assert.True(
                    inner.Span.Start >= node.Span.Start && inner.Span.End <= node.Span.End,
                    $"{id}: {inner.GetType().Name} {inner.Span} outside {node.GetType().Name} {node.Span}"));
            }
        }
    }

    private static void Check(IEnumerable<(string Id, string Query)> queries)
    {
        var failures = new List<string>();
        foreach (var (id, query) in queries)
        {
            var (_, errors) = KqlParser.Parse(query);
            if (errors.Count > 0 != Refused.ContainsKey(id.Split('/')[^1]))
            {
                failures.Add($"{id}\n{string.Join("\n", errors.Select(e => e.Describe(query)))}");
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
    }
}
