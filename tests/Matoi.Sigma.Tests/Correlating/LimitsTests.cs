using Matoi.Sigma.Correlating;
using Xunit;
using static Matoi.Sigma.Tests.Correlating.Scenario;

namespace Matoi.Sigma.Tests.Correlating;

/// <summary>What is forgotten, and when.</summary>
public sealed class LimitsTests
{
    private static readonly SigmaCorrelation _two = Correlation("two", CorrelationType.EventCount, "a", 60, "User", "", AtLeast(2));

    [Fact]
    public void Groups_idle_longest_go_first()
    {
        var (engine, found) = (new CorrelationEngine([_two], new() { Keys = 3 }), new List<CorrelationHit>());
        foreach (var user in "pqrstu")
        {
            engine.Add(Hit("a", user, "User=kept"), []);
            engine.Add(Hit("a", user, $"User={user}"), found);
        }

        Assert.Equal((3, 4), (engine.Keys, engine.Evicted));
        engine.Add(Hit("a", 'v', "User=u"), found);
        engine.Add(Hit("a", 'w', "User=p"), found);
        Assert.Equal(["two u 117-118 2 [2]"], found.Lines());
    }

    [Fact]
    public void Hits_over_all_groups_are_bounded()
    {
        var rule = Correlation("many", CorrelationType.EventCount, "a", 6000, "User", "", AtLeast(50));
        var (engine, found) = (new CorrelationEngine([rule], new() { Hits = 100 }), new List<CorrelationHit>());
        for (var i = 0; i < 2000; i++)
        {
            engine.Add(Hit("a", i, $"User=u{i / 20}"), found);
        }

        Assert.Equal(5, engine.Keys);
        Assert.Equal(95, engine.Evicted);
        Assert.Equal(100, engine.Groups.Hits);
    }

    [Fact]
    public void Count_keeps_no_more_hits_than_it_needs_and_some_for_late_ones()
    {
        var rule = Correlation("many", CorrelationType.EventCount, "a", 1, "User", "", AtLeast(50));
        var (engine, found) = (new CorrelationEngine([rule]), new List<CorrelationHit>());
        for (var i = 0; i < 2000; i++)
        {
            engine.Add(Hit("a", i, "User=u"), found);
        }

        Assert.InRange(engine.Groups.Hits, 50, 83);
    }

    [Fact]
    public void Ordered_keeps_a_bounded_number_of_hits()
    {
        var rule = Correlation("chain", CorrelationType.TemporalOrdered, "a b c", 100_000);
        var (engine, found) = (new CorrelationEngine([rule]), new List<CorrelationHit>());
        for (var i = 0; i < 5000; i++)
        {
            engine.Add(Hit("ab"[i / 7 % 2].ToString(), i, "User=u"), found);
        }

        Assert.InRange(engine.Groups.Hits, 2, 64 + 18);
        engine.Add(Hit("c", 5000, "User=u"), found);
        Assert.Equal(["chain u 4990-5000 3 [3]"], found.Lines());
    }

    [Fact]
    public void Time_that_has_passed_is_forgotten()
    {
        var few = Correlation("few", CorrelationType.EventCount, "b", 60, "User", "", Is(Expressions.Comparison.Less, 2));
        var (engine, found) = (new CorrelationEngine([_two, few]), new List<CorrelationHit>());
        for (var i = 0; i < 1000; i++)
        {
            engine.Add(Hit("a", i, $"User={i}"), found);
            engine.Add(Hit("b", i, $"User={i}"), found);
        }

        engine.Advance(At(560), found);
        Assert.Equal((1000, 1000L), (engine.Keys, engine.Groups.Hits));
        engine.Advance(At(300), found);
        engine.Advance(At(2000), found);

        Assert.Equal((0, 0L, 0L), (engine.Keys, engine.Groups.Hits, engine.Evicted));
        Assert.Equal(1000, found.Count);
        engine.Add(Hit("a", 1939, "User=x"), found);
        Assert.Equal((0, 1L), (engine.Keys, engine.Late));
    }

    [Fact]
    public void Hit_that_has_passed_counts_no_longer_in_a_group_that_goes_on()
    {
        var (engine, found) = (new CorrelationEngine([_two]), new List<CorrelationHit>());
        engine.Add(Hit("a", 0, "User=u"), found);
        engine.Add(Hit("a", 90, "User=u"), found);
        engine.Advance(At(100), found);
        engine.Add(Hit("a", 45, "User=u"), found);

        Assert.Equal(["two u 45-90 2 [2]"], found.Lines());
    }

    [Fact]
    public void Silence_is_forgotten_when_no_hit_of_it_can_come()
    {
        var (engine, found) = (new CorrelationEngine([_two]), new List<CorrelationHit>());
        engine.Add(Hit("a", 0, "User=u"), found);
        engine.Add(Hit("a", 1, "User=u"), found);
        engine.Advance(At(120), found);
        Assert.Equal(1, engine.Keys);
        engine.Add(Hit("a", 60, "User=u"), found);
        engine.Advance(At(121), found);

        Assert.Equal(0, engine.Keys);
        Assert.Single(found);
    }

    [Fact]
    public void Queue_does_not_grow_with_groups_that_went()
    {
        var (engine, found) = (new CorrelationEngine([_two], new() { Keys = 10 }), new List<CorrelationHit>());
        for (var i = 0; i < 20_000; i++)
        {
            engine.Add(Hit("a", i, $"User={i}"), found);
        }

        Assert.InRange(engine.Groups.Queued, 10, 2 * 10 + 1025);
    }
}
