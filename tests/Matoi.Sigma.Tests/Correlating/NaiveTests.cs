using Matoi.Sigma.Correlating;
using Matoi.Sigma.Expressions;
using Xunit;
using static Matoi.Sigma.Tests.Correlating.Scenario;

namespace Matoi.Sigma.Tests.Correlating;

/// <summary>Random hits in order of time lead to what the plain way of evaluating finds.</summary>
public sealed class NaiveTests
{
    internal static readonly SigmaCorrelation[] Rules =
    [
        Correlation("events", CorrelationType.EventCount, "a b", 300, "User", "", AtLeast(7)),
        Correlation("values", CorrelationType.ValueCount, "a", 300, "User", "v", AtLeast(4)),
        Correlation("temporal", CorrelationType.Temporal, "a b c", 60),
        Correlation("two", CorrelationType.Temporal, "d b c", 20, "User", "", Above(1)),
        Correlation("ordered", CorrelationType.TemporalOrdered, "a b c", 90),
        Correlation("reverse", CorrelationType.TemporalOrdered, "d c b a", 300, "Host"),
        Correlation("part", CorrelationType.TemporalOrdered, "d c b", 50, "User", "", AtLeast(2)),
        Correlation("sum", CorrelationType.ValueSum, "a b", 200, "User Host", "v", Above(25)),
        Correlation("average", CorrelationType.ValueAverage, "a b", 200, "User", "v", Above(5)),
        Correlation("percentile", CorrelationType.ValuePercentile, "c", 400, "User", "v", Is(Comparison.LessOrEqual, 2)) with { Percentile = 30 },
        Correlation("few", CorrelationType.EventCount, "c", 200, "User", "", Is(Comparison.Less, 3)),
        Correlation("range", CorrelationType.EventCount, "a b c d", 100, "User", "", AtLeast(5), Is(Comparison.LessOrEqual, 7)),
        Correlation("other", CorrelationType.ValueCount, "a b", 300, "Host", "v", Is(Comparison.NotEqual, 6)),
        Correlation("single", CorrelationType.Temporal, "a b c d", 30, "User", "", Is(Comparison.Equal, 1)),
        Correlation("all", CorrelationType.EventCount, "a d", 60, "", "", AtLeast(12)),
    ];

    [Theory]
    [InlineData(1, 20)]
    [InlineData(2, 5)]
    [InlineData(3, 60)]
    [InlineData(4, 2)]
    [InlineData(5, 10)]
    [InlineData(6, 1)]
    public void Finds_what_the_plain_way_finds(int seed, int gap)
    {
        var hits = Hits(new(seed), 3000, gap);
        var end = (hits[^1].Time - Start).TotalSeconds - 150;
        var (engine, found, random) = (new CorrelationEngine(Rules), new List<CorrelationHit>(), new Random(seed));
        foreach (var hit in hits)
        {
            engine.Add(hit, found);
            if (random.Next(10) == 0)
            {
                engine.Advance(Start.AddSeconds(Math.Min(end, (hit.Time - Start).TotalSeconds - random.Next(50))), found);
            }
        }

        engine.Advance(At(end), found);

        Assert.All(Rules, rule => Assert.Equal(Naive.Run(rule, hits, end).Order(StringComparer.Ordinal), found.Where(f => f.Correlation == rule.Id).Lines().Order(StringComparer.Ordinal)));
        Assert.True(found.Select(f => f.Correlation).Distinct().Count() >= 6, "so many rules at least find something");
        Assert.Equal(found.Count, found.Select(f => (f.Correlation, f.Id)).Distinct().Count());
    }

    /// <summary>Hits of four rules by few users and hosts, each at another time; some lack a value.</summary>
    internal static BaseHit[] Hits(Random random, int count, int gap)
    {
        var hits = new BaseHit[count];
        var time = 0.0;
        for (var i = 0; i < count; i++)
        {
            time += random.Next(8) == 0 ? 1 + random.Next(gap * 10) : 0.25 + (random.Next(gap * 8) / 8.0);
            string[] values = [$"User=u{random.Next(4)}", $"Host=h{random.Next(3)}", $"v={random.Next(10)}"];
            hits[i] = Named(random.Next(3) == 0 ? $"{"abcd"[random.Next(4)]}" : "a", time, $"e{i}", [.. values.Where(_ => random.Next(20) > 0)]);
        }

        return hits;
    }
}
