using Matoi.Sigma.Expressions;
using Xunit;
using static Matoi.Sigma.Tests.Correlating.Scenario;

namespace Matoi.Sigma.Tests.Correlating;

/// <summary><c>value_sum</c>, <c>value_avg</c> and <c>value_percentile</c>: calculating with values.</summary>
public sealed class ValueTests
{
    private static readonly SigmaCorrelation _sum = Correlation("sum", CorrelationType.ValueSum, "web", 3600, "SourceIP User", "bytes_sent", Above(1_000_000));

    [Fact]
    public void Sum_is_found_at_the_hit_that_exceeds_it()
    {
        var hits = Enumerable.Range(0, 20).Select(i => Hit("web", i, "SourceIP=10.0.0.1", "User=u", "bytes_sent=100000"));

        Assert.Equal(["sum 10.0.0.1,u 0-10 1100000 [11]"], Run(_sum, hits).Lines());
    }

    [Fact]
    public void Sum_counts_no_event_twice_and_none_without_a_number()
    {
        var half = Hit("web", 0, "SourceIP=10.0.0.1", "User=u", "bytes_sent=600000");

        Assert.Empty(Run(_sum, [half, half, Hit("web", 1, "SourceIP=10.0.0.1", "User=u", "bytes_sent=many"), Hit("web", 2, "SourceIP=10.0.0.1", "User=u", "bytes_sent=NaN"), Hit("web", 3, "SourceIP=10.0.0.1", "User=u")]));
    }

    [Fact]
    public void Late_number_completes_a_sum() =>
        Assert.Equal(
            ["sum 1,u 0-3000 1200000 [3]"],
            Run(_sum, new double[] { 3000, 9000, 0, 100 }.Select(s => Hit("web", s, "SourceIP=1", "User=u", "bytes_sent=400000"))).Lines());

    [Fact]
    public void Average_is_decided_when_its_window_has_passed()
    {
        var rule = Correlation("avg", CorrelationType.ValueAverage, "a", 86400, "SourceIP", "BytesOut", Above(500));
        var hits = new[] { 2000, 100, 100 }.Select((b, i) => Hit("a", i, "SourceIP=1", $"BytesOut={b}")).Concat(new[] { 2000, 10, 10, 10 }.Select((b, i) => Hit("a", i, "SourceIP=2", $"BytesOut={b}")));

        Assert.Empty(Run(rule, hits, 86400));
        Assert.Equal(["avg 1 0-2 733.333 [3]", "avg 2 0-3 507.5 [4]"], Run(rule, hits, 86401).Lines().Order());
        Assert.Empty(Run(rule, hits.Append(Hit("a", 9, "SourceIP=1", "BytesOut=-700")).Append(Hit("a", 9, "SourceIP=2", "BytesOut=0")), 86401));
    }

    [Theory]
    [InlineData(50, 30)]
    [InlineData(0, 10)]
    [InlineData(100, 50)]
    [InlineData(90, 50)]
    [InlineData(80, 40)]
    [InlineData(20, 10)]
    public void Percentile_is_a_number_that_came(double percentile, double expected)
    {
        var rule = Correlation("p", CorrelationType.ValuePercentile, "a", 60, "", "n", Is(Comparison.Equal, expected)) with { Percentile = percentile };

        Assert.Single(Run(rule, new[] { 50, 10, 40, 20, 30 }.Select((n, i) => Hit("a", i, $"n={n}")), 1000));
    }
}
