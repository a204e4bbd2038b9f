using Matoi.Sigma.Correlating;
using Matoi.Sigma.Expressions;
using Xunit;
using static Matoi.Sigma.Tests.Correlating.Scenario;

namespace Matoi.Sigma.Tests.Correlating;

/// <summary><c>event_count</c>: how many hits.</summary>
public sealed class EventCountTests
{
    private static readonly SigmaCorrelation _failures = Correlation("many", CorrelationType.EventCount, "failed", 3600, "ComputerName", "", AtLeast(100));

    [Fact]
    public void Finds_at_the_hit_that_makes_it_true()
    {
        var (engine, found) = (new CorrelationEngine([_failures]), new List<CorrelationHit>());
        for (var i = 0; i < 99; i++)
        {
            engine.Add(Hit("failed", i, "ComputerName=dc1"), found);
        }

        Assert.Empty(found);
        engine.Add(Hit("failed", 99, "ComputerName=dc1"), found);

        Assert.Equal(["many dc1 0-99 100 [100]"], found.Lines());
        Assert.Equal([("ComputerName", (string?)"dc1")], found[0].Group);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"failed@{i}"), found[0].Events);
    }

    [Fact]
    public void Burst_is_found_once_and_the_next_burst_again()
    {
        var burst = Enumerable.Range(0, 500).Select(i => Hit("failed", i, "ComputerName=dc1"));
        var next = Enumerable.Range(0, 500).Select(i => Hit("failed", 7200 + i, "ComputerName=dc1"));

        var found = Run(_failures, burst.Concat(next));

        Assert.Equal(["many dc1 0-99 100 [100]", "many dc1 7200-7299 100 [100]"], found.Lines());
        Assert.NotEqual(found[0].Id, found[1].Id);
    }

    [Fact]
    public void Groups_count_for_themselves()
    {
        var hits = Enumerable.Range(0, 150).Select(i => Hit("failed", i, $"ComputerName=dc{i % 2}"));

        Assert.Empty(Run(_failures, hits));
        Assert.Single(Run(_failures with { GroupBy = [] }, hits));
    }

    [Theory]
    [InlineData(Comparison.GreaterOrEqual, 3, 3)]
    [InlineData(Comparison.Greater, 3, 4)]
    [InlineData(Comparison.GreaterOrEqual, 2.5, 3)]
    [InlineData(Comparison.Greater, 2.5, 3)]
    [InlineData(Comparison.GreaterOrEqual, 0, 1)]
    [InlineData(Comparison.Greater, -5, 1)]
    public void Takes_the_number_as_it_is_written(Comparison comparison, double number, int needed)
    {
        var rule = Correlation("c", CorrelationType.EventCount, "a", 60, "User", "", Is(comparison, number));

        Assert.Empty(Run(rule, Enumerable.Range(0, needed - 1).Select(i => Hit("a", i, "User=x"))));
        Assert.Single(Run(rule, Enumerable.Range(0, needed).Select(i => Hit("a", i, "User=x"))));
    }

    [Theory]
    [InlineData(60, 1)]
    [InlineData(60.001, 0)]
    public void Timespan_includes_its_end(double last, int expected) =>
        Assert.Equal(expected, Run(Correlation("c", CorrelationType.EventCount, "a", 60, "User", "", AtLeast(2)), [Hit("a", 0, "User=x"), Hit("a", last, "User=x")]).Count);

    [Fact]
    public void Window_slides()
    {
        var rule = Correlation("c", CorrelationType.EventCount, "a", 60, "User", "", AtLeast(3));

        Assert.Equal(["c x 50-100 3 [3]"], Run(rule, new double[] { 0, 50, 90, 100 }.Select(s => Hit("a", s, "User=x"))).Lines());
    }

    [Fact]
    public void Several_rules_count_together_and_an_event_once_for_each()
    {
        var rule = Correlation("c", CorrelationType.EventCount, "a b", 60, "User", "", AtLeast(3));

        Assert.Single(Run(rule, [Named("a", 0, "1", "User=x"), Named("b", 0, "1", "User=x"), Named("a", 1, "2", "User=x")]));
        Assert.Empty(Run(rule, [Named("a", 0, "1", "User=x"), Named("a", 0, "1", "User=x"), Named("b", 1, "2", "User=x")]));
    }

    [Fact]
    public void Any_order_finds_the_burst_once_with_one_id()
    {
        var rule = Correlation("c", CorrelationType.EventCount, "a", 3600, "User", "", AtLeast(4));
        var hits = Enumerable.Range(0, 60).Select(i => Hit("a", i * 10, "User=x")).ToArray();
        var expected = Run(rule, hits).Single().Id;
        for (var seed = 0; seed < 50; seed++)
        {
            var shuffled = hits.Concat(hits).ToArray();
            new Random(seed).Shuffle(shuffled);

            Assert.Equal(expected, Assert.Single(Run(rule, shuffled)).Id);
        }
    }

    [Fact]
    public void Late_hit_completes_a_window_in_the_past()
    {
        var rule = Correlation("c", CorrelationType.EventCount, "a", 60, "User", "", AtLeast(3));

        Assert.Equal(["c x 0-20 3 [3]"], Run(rule, new double[] { 0, 20, 500, 10 }.Select(s => Hit("a", s, "User=x"))).Lines());
    }

    [Fact]
    public void Redelivery_of_old_bursts_finds_nothing_again()
    {
        var rule = Correlation("c", CorrelationType.EventCount, "a", 60, "User", "", AtLeast(3));
        var hits = new double[] { 0, 1, 2, 200, 201, 202, 400, 401, 402 }.Select(s => Hit("a", s, "User=x")).ToArray();

        Assert.Equal(3, Run(rule, hits.Concat(hits)).Count);
    }

    [Fact]
    public void Hit_without_a_group_value_does_not_count()
    {
        var rule = Correlation("c", CorrelationType.EventCount, "a", 60, "User Host", "", AtLeast(2));
        var missing = new BaseHit("a", At(1), "m", new Dictionary<string, string?> { ["User"] = "x", ["Host"] = null });

        Assert.Empty(Run(rule, [Hit("a", 0, "User=x"), Hit("a", 1, "User=x"), missing, missing with { Event = "n" }, Hit("a", 2, "User=x", "Host=h")]));
    }

    [Fact]
    public void Group_values_cannot_run_into_each_other()
    {
        var rule = Correlation("c", CorrelationType.EventCount, "a", 60, "User Host", "", AtLeast(2));

        Assert.Empty(Run(rule, [Hit("a", 0, "User=ab", "Host=c"), Hit("a", 1, "User=a", "Host=bc"), Hit("a", 2, "User=A", "Host=bc")]));
    }

    [Fact]
    public void Lists_no_more_events_than_the_limit()
    {
        var (engine, found) = (new CorrelationEngine([_failures], new() { Events = 10 }), new List<CorrelationHit>());
        for (var i = 0; i < 100; i++)
        {
            engine.Add(Hit("failed", i, "ComputerName=dc1"), found);
        }

        Assert.Equal(["many dc1 0-99 100 [10]"], found.Lines());
    }
}
