using Xunit;
using static Matoi.Sigma.Tests.Correlating.Scenario;

namespace Matoi.Sigma.Tests.Correlating;

/// <summary><c>value_count</c>: how many different values.</summary>
public sealed class ValueCountTests
{
    private static readonly SigmaCorrelation _users = Correlation("users", CorrelationType.ValueCount, "failed", 86400, "ComputerName WorkstationName", "User", AtLeast(100));

    [Fact]
    public void Counts_different_values()
    {
        var hits = Enumerable.Range(0, 1000).Select(i => Hit("failed", i, "ComputerName=c", "WorkstationName=w", $"User=u{i / 3}"));

        Assert.Equal(["users c,w 2-297 100 [100]"], Run(_users, hits).Lines());
    }

    [Fact]
    public void Same_value_counts_once_however_often_it_comes() =>
        Assert.Empty(Run(_users, Enumerable.Range(0, 5000).Select(i => Hit("failed", i, "ComputerName=c", "WorkstationName=w", $"User=u{i % 99}"))));

    [Fact]
    public void Several_fields_count_as_combinations()
    {
        var rule = Correlation("c", CorrelationType.ValueCount, "a", 60, "", "User Host", AtLeast(3));

        Assert.Empty(Run(rule, [Hit("a", 0, "User=x", "Host=1"), Hit("a", 1, "User=y", "Host=1"), Hit("a", 2, "User=x", "Host=1"), Hit("a", 3, "User=z")]));
        Assert.Single(Run(rule, [Hit("a", 0, "User=x", "Host=1"), Hit("a", 1, "User=y", "Host=1"), Hit("a", 2, "User=x", "Host=2")]));
    }

    [Fact]
    public void Value_too_long_ago_does_not_count()
    {
        var rule = Correlation("c", CorrelationType.ValueCount, "a", 60, "", "User", AtLeast(2));

        Assert.Empty(Run(rule, [Hit("a", 0, "User=x"), Hit("a", 61, "User=y")]));
        Assert.Equal(["c  30-61 2 [2]"], Run(rule, [Hit("a", 0, "User=x"), Hit("a", 30, "User=x"), Hit("a", 61, "User=y")]).Lines());
    }
}
