using Matoi.Sigma.Correlating;
using Matoi.Sigma.Expressions;
using Xunit;
using static Matoi.Sigma.Tests.Correlating.Scenario;

namespace Matoi.Sigma.Tests.Correlating;

/// <summary>Conditions that are known only when a window has passed.</summary>
public sealed class ClosingTests
{
    [Theory]
    [InlineData(Comparison.Less, 3, "2")]
    [InlineData(Comparison.LessOrEqual, 3, "2 3")]
    [InlineData(Comparison.Equal, 3, "3")]
    [InlineData(Comparison.NotEqual, 3, "2 5")]
    public void Number_is_compared_at_the_end_of_the_window(Comparison comparison, double number, string expected)
    {
        var rule = Correlation("c", CorrelationType.EventCount, "a", 60, "User", "", Is(comparison, number));
        var hits = new[] { 2, 3, 5 }.SelectMany(n => Enumerable.Range(0, n).Select(i => Hit("a", i, $"User={n}")));

        Assert.Empty(Run(rule, hits, 60));
        Assert.Equal(expected, string.Join(' ', Run(rule, hits, 61).Select(f => f.Group[0].Value).Order()));
    }

    [Fact]
    public void Range_takes_both_ends()
    {
        var rule = Correlation("c", CorrelationType.EventCount, "a", 3600, "User", "", Above(100), Is(Comparison.LessOrEqual, 200));
        var hits = new[] { 100, 101, 200, 201 }.SelectMany(n => Enumerable.Range(0, n).Select(i => Hit("a", i, $"User={n}")));

        Assert.Equal(["101", "200"], Run(rule, hits, 4000).Select(f => f.Group[0].Value).Order());
    }

    [Fact]
    public void Window_starts_at_the_first_hit_that_is_in_no_other()
    {
        var rule = Correlation("c", CorrelationType.EventCount, "a", 60, "User", "", Is(Comparison.LessOrEqual, 5));

        Assert.Equal(["c u 0-60 3 [3]", "c u 61-100 2 [2]"], Run(rule, new double[] { 0, 30, 60, 61, 100 }.Select(s => Hit("a", s, "User=u")), 200).Lines());
    }

    [Fact]
    public void Order_of_coming_does_not_matter_before_the_time_is_reached()
    {
        var rules = new[]
        {
            Correlation("few", CorrelationType.EventCount, "a b", 60, "User", "", Is(Comparison.Less, 6)),
            Correlation("values", CorrelationType.ValueCount, "a", 60, "User", "v", Is(Comparison.Equal, 3)),
            Correlation("average", CorrelationType.ValueAverage, "a", 60, "User", "v", Above(4)),
            Correlation("one", CorrelationType.Temporal, "a b", 60, "User", "", Is(Comparison.Equal, 1)),
            Correlation("chain", CorrelationType.TemporalOrdered, "a b", 60, "User", "", Is(Comparison.Equal, 2)),
        };
        var random = new Random(7);
        var hits = Enumerable.Range(0, 400).Select(i => Named(random.Next(3) == 0 ? "b" : "a", random.Next(3000), $"e{i}", $"User=u{random.Next(5)}", $"v={random.Next(9)}")).ToArray();
        var expected = Run(rules, hits.OrderBy(h => h.Time), 10_000).Select(Whole).ToList();
        Assert.Equal(5, expected.Select(e => e.Split(' ')[1]).Distinct().Count());
        for (var seed = 0; seed < 20; seed++)
        {
            var shuffled = hits.Concat(hits.Take(100)).ToArray();
            new Random(seed).Shuffle(shuffled);

            Assert.Equal(expected, Run(rules, shuffled, 10_000).Select(Whole));
        }
    }

    [Fact]
    public void Hit_after_its_time_counts_only_in_a_window_that_is_still_open()
    {
        var (engine, found) = (new CorrelationEngine([Correlation("c", CorrelationType.EventCount, "a", 60, "User", "", Is(Comparison.Less, 9))]), new List<CorrelationHit>());
        engine.Add(Hit("a", 0, "User=u"), found);
        engine.Advance(At(50), found);
        engine.Add(Hit("a", 30, "User=u"), found);
        engine.Add(Hit("a", 40, "User=v"), found);
        engine.Advance(At(70), found);
        engine.Add(Hit("a", 20, "User=u"), found);
        engine.Advance(At(1000), found);

        Assert.Equal(["c u 0-30 2 [2]"], found.Lines());
        Assert.Equal(2, engine.Late);
    }

    [Fact]
    public void Full_group_still_compares_rightly()
    {
        var few = Correlation("few", CorrelationType.ValueCount, "a", 1000, "User", "v", Is(Comparison.Less, 5));
        var some = Correlation("some", CorrelationType.EventCount, "a", 1000, "User", "", Is(Comparison.LessOrEqual, 50));
        var (engine, found) = (new CorrelationEngine([few, some], new() { PerKey = 10 }), new List<CorrelationHit>());
        for (var i = 0; i < 900; i++)
        {
            engine.Add(Hit("a", i, "User=four", $"v={Math.Min(i / 200, 3)}"), found);
            engine.Add(Hit("a", i, "User=many", $"v={i / 200}"), found);
        }

        for (var i = 0; i < 50; i++)
        {
            engine.Add(Hit("a", i, "User=fifty", $"v={i}"), found);
        }

        engine.Advance(At(5000), found);

        Assert.Equal(["few four 4", "some fifty 50"], found.Select(f => $"{f.Correlation} {f.Group[0].Value} {f.Number}").Order());
    }
}
