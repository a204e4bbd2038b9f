using Matoi.Sigma.Correlating;
using Xunit;
using static Matoi.Sigma.Tests.Correlating.Scenario;

namespace Matoi.Sigma.Tests.Correlating;

/// <summary><c>temporal</c> and <c>temporal_ordered</c>: which rules hit, and one after the other.</summary>
public sealed class TemporalTests
{
    private static readonly SigmaCorrelation _recon = Correlation("recon", CorrelationType.Temporal, "a b c", 300, "ComputerName User");

    private static readonly SigmaCorrelation _ordered = Correlation("ordered", CorrelationType.TemporalOrdered, "a b c", 100);

    [Theory]
    [InlineData("a b c", 1)]
    [InlineData("c a b", 1)]
    [InlineData("c a a c c a b", 1)]
    [InlineData("a b a b", 0)]
    public void Temporal_takes_any_order(string rules, int expected) =>
        Assert.Equal(expected, Run(_recon, rules.Split(' ').Select((r, i) => Hit(r, i, "ComputerName=c", "User=u"))).Count);

    [Fact]
    public void Temporal_needs_the_same_group() =>
        Assert.Empty(Run(_recon, [Hit("a", 0, "ComputerName=c", "User=u"), Hit("b", 1, "ComputerName=c", "User=u"), Hit("c", 2, "ComputerName=c", "User=v")]));

    [Fact]
    public void Temporal_with_a_condition_takes_so_many_rules()
    {
        var rule = _recon with { Conditions = [AtLeast(2)] };

        Assert.Equal(["recon c,u 0-1 2 [2]"], Run(rule, [Hit("a", 0, "ComputerName=c", "User=u"), Hit("c", 1, "ComputerName=c", "User=u")]).Lines());
    }

    [Theory]
    [InlineData("a0 b1 c2", "ordered u 0-2 3 [3]")]
    [InlineData("a0 c1 b2", "")]
    [InlineData("a0 b10 a20 c25", "ordered u 0-25 3 [3]")]
    [InlineData("a0 b10 c101", "")]
    [InlineData("a0 b10 a50 b60 c110", "ordered u 50-110 3 [3]")]
    [InlineData("c25 a20 b10 a0", "ordered u 0-25 3 [3]")]
    [InlineData("b5 c5 a5", "ordered u 5-5 3 [3]")]
    [InlineData("b5 c5 a5.1", "")]
    public void Ordered_goes_by_the_time_of_the_events(string hits, string expected) =>
        Assert.Equal(expected, string.Join('|', Run(_ordered, Hits(hits)).Lines()));

    [Fact]
    public void Ordered_remembers_its_chain_through_a_flood()
    {
        var flood = Enumerable.Range(0, 5000).Select(i => Hit("a", 20 + (i / 100.0), "User=u"));

        Assert.Equal(["ordered u 0-80 3 [3]"], Run(_ordered, [.. Hits("a0 b10"), .. flood, .. Hits("c80")]).Lines());
    }

    [Fact]
    public void Ordered_with_a_condition_takes_a_part_of_the_chain()
    {
        var rule = _ordered with { Conditions = [AtLeast(2)] };

        Assert.Single(Run(rule, Hits("a0 c1")));
        Assert.Empty(Run(rule, Hits("c0 a1 a2")));
    }

    [Fact]
    public void More_rules_than_there_are_never_hit()
    {
        var hits = Hits("a0 b1 c2 a3 b4 c5").ToList();

        Assert.Empty(Run(_ordered with { Conditions = [AtLeast(4)] }, hits, 1000));
        Assert.Empty(Run(_ordered with { Conditions = [AtLeast(4)], Type = CorrelationType.Temporal }, hits, 1000));
    }

    [Fact]
    public void Long_chain_is_found_among_others()
    {
        var rules = Enumerable.Range(0, 12).Select(i => $"r{i}").ToList();
        var rule = Correlation("long", CorrelationType.TemporalOrdered, string.Join(' ', rules), 5000);
        var hits = Enumerable.Range(0, 1200).Select(i => Hit($"r{(i % 100 == 0 ? i / 100 : i * 7 % 11)}", i, "User=u")).ToList();

        Assert.Equal(Naive.Run(rule, hits, 5000), Run(rule, hits).Lines());
        Assert.Single(Run(rule, hits));
    }

    [Fact]
    public void Aliases_name_the_field_of_each_rule()
    {
        var rule = Correlation("alias", CorrelationType.Temporal, "internal_error new_network_connection", 10, "internal_ip remote_ip") with
        {
            Aliases = new Dictionary<string, IReadOnlyDictionary<string, string>>
            {
                ["internal_ip"] = new Dictionary<string, string> { ["internal_error"] = "destination.ip", ["new_network_connection"] = "source.ip" },
                ["remote_ip"] = new Dictionary<string, string> { ["internal_error"] = "source.ip", ["new_network_connection"] = "destination.ip" },
            },
        };
        var error = Hit("internal_error", 0, "source.ip=203.0.113.9", "destination.ip=10.0.0.1");

        var found = Run(rule, [error, Hit("new_network_connection", 5, "source.ip=10.0.0.1", "destination.ip=203.0.113.9")]);

        Assert.Equal([("internal_ip", (string?)"10.0.0.1"), ("remote_ip", "203.0.113.9")], Assert.Single(found).Group);
        Assert.Empty(Run(rule, [error, Hit("new_network_connection", 5, "source.ip=203.0.113.9", "destination.ip=10.0.0.1")]));
        var engine = new CorrelationEngine([rule]);
        Assert.Equal(["destination.ip", "source.ip"], engine.FieldsOf("internal_error"));
        Assert.Equal(["source.ip", "destination.ip"], engine.FieldsOf("new_network_connection"));
        Assert.Empty(engine.FieldsOf("another"));
    }

    private static IEnumerable<BaseHit> Hits(string hits) =>
        hits.Split(' ').Select(h => Hit(h[..1], double.Parse(h[1..], System.Globalization.CultureInfo.InvariantCulture), "User=u"));
}
