using Matoi.Sigma.Correlating;
using Xunit;
using static Matoi.Sigma.Tests.Correlating.Scenario;

namespace Matoi.Sigma.Tests.Correlating;

/// <summary>Correlations of the finds of correlations.</summary>
public sealed class NestedTests
{
    private static readonly SigmaCorrelation _failures = Correlation("multiple_failed_login", CorrelationType.EventCount, "failed_login", 600, "User", "", AtLeast(10));

    private static readonly SigmaCorrelation _success = Correlation("then_success", CorrelationType.TemporalOrdered, "multiple_failed_login successful_login", 600);

    [Fact]
    public void Failed_logins_followed_by_a_successful_one()
    {
        var failures = Enumerable.Range(0, 12).Select(i => Hit("failed_login", i, "User=u"));

        var found = Run([_success, _failures], [.. failures, Hit("successful_login", 20, "User=u"), Hit("successful_login", 21, "User=v")]);

        Assert.Equal(["multiple_failed_login u 0-9 10 [10]", "then_success u 11-20 2 [2]"], found.Lines());
        Assert.Equal([found[0].Id, "successful_login@20"], found[1].Events);
    }

    [Fact]
    public void Success_before_or_long_after_is_none() =>
        Assert.Single(Run([_success, _failures], [Hit("successful_login", 0, "User=u"), .. Enumerable.Range(1, 12).Select(i => Hit("failed_login", i, "User=u")), Hit("successful_login", 700, "User=u")]));

    [Fact]
    public void Burst_counts_up_to_its_last_hit()
    {
        var failures = Enumerable.Range(0, 60).Select(i => Hit("failed_login", i * 10, "User=u"));

        Assert.Equal(["then_success u 590-900 2 [2]"], Run([_success, _failures], [.. failures, Hit("successful_login", 900, "User=u")]).Where(f => f.Correlation == "then_success").Lines());
    }

    [Fact]
    public void Finds_have_the_values_of_their_group_only()
    {
        var hosts = Correlation("hosts", CorrelationType.ValueCount, "multiple_failed_login", 3600, "", "User", AtLeast(2));
        var other = Correlation("other", CorrelationType.EventCount, "multiple_failed_login", 3600, "Host", "", AtLeast(1));
        var hits = Enumerable.Range(0, 24).Select(i => Hit("failed_login", i, $"User=u{i % 2}", "Host=h"));

        Assert.Equal(["hosts"], Run([hosts, other, _failures], hits).Select(f => f.Correlation).Distinct().Where(c => c != "multiple_failed_login"));
    }

    [Fact]
    public void Going_on_is_no_further_find_to_count()
    {
        var twice = Correlation("twice", CorrelationType.EventCount, "multiple_failed_login", 3600, "User", "", AtLeast(2));
        var burst = Enumerable.Range(0, 300).Select(i => Hit("failed_login", i, "User=u"));

        Assert.DoesNotContain(Run([twice, _failures], burst), f => f.Correlation == "twice");
        Assert.Contains(Run([twice, _failures], burst.Concat(Enumerable.Range(0, 10).Select(i => Hit("failed_login", 2000 + i, "User=u")))), f => f.Correlation == "twice");
    }

    [Fact]
    public void Windows_that_end_feed_windows_that_end()
    {
        var few = Correlation("few", CorrelationType.EventCount, "a", 60, "User", "", Is(Expressions.Comparison.Less, 3));
        var often = Correlation("often", CorrelationType.EventCount, "few", 600, "User", "", Is(Expressions.Comparison.Equal, 4));
        var first = Correlation("first", CorrelationType.EventCount, "few", 600, "User", "", AtLeast(2));
        var hits = Enumerable.Range(0, 4).Select(i => Hit("a", i * 100, "User=u"));

        var found = Run([often, first, few], hits, 5000).Lines().ToList();

        Assert.Equal(["few u 0-0 1 [1]", "few u 100-100 1 [1]", "first u 0-100 2 [2]", "few u 200-200 1 [1]", "few u 300-300 1 [1]", "often u 0-300 4 [4]"], found);
    }

    [Fact]
    public void What_cannot_run_is_refused()
    {
        var a = Correlation("a", CorrelationType.EventCount, "b", 60, "User", "", AtLeast(2));

        Assert.Contains("takes its own finds", Assert.Throws<ArgumentException>(() => new CorrelationEngine([a, a with { Id = "b", Rules = ["a"] }])).Message, StringComparison.Ordinal);
        Assert.Contains("has the id of another one", Assert.Throws<ArgumentException>(() => new CorrelationEngine([a, a])).Message, StringComparison.Ordinal);
        Assert.Contains("more than one field", Assert.Throws<ArgumentException>(() => new CorrelationEngine([a with { Type = CorrelationType.ValueSum, Fields = ["x", "y"] }])).Message, StringComparison.Ordinal);
        Assert.Contains("has no condition", Assert.Throws<ArgumentException>(() => new CorrelationEngine([a with { Conditions = [] }])).Message, StringComparison.Ordinal);
    }
}
