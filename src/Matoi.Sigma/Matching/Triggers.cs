namespace Matoi.Sigma.Matching;

/// <summary>
/// Chooses for every rule the tests of which one must hold whenever the rule does, so that an event wakes few rules: of several choices the one whose tests the fewest
/// rules share, and whose kind holds for the fewest values.
/// </summary>
internal sealed class Triggers
{
    private readonly double[] _costs;

    public Triggers(IEnumerable<RuleNode> rules, double[] weights)
    {
        var uses = new int[weights.Length];
        foreach (var rule in rules)
        {
            Count(rule, uses);
        }

        _costs = [.. weights.Select((weight, i) => weight * (1 + uses[i]))];
    }

    /// <summary>The tests that wake the rule; null when it must be looked at for every event.</summary>
    public int[]? Of(RuleNode rule) => Choose(rule)?.Distinct().ToArray();

    private static void Count(RuleNode node, int[] uses)
    {
        switch (node)
        {
            case FoundNode found:
                uses[found.Predicate]++;
                break;
            case DeferredNode deferred:
                uses[deferred.Present]++;
                break;
            case AllNode all:
                Array.ForEach(all.Operands, o => Count(o, uses));
                break;
            case SomeNode some:
                Array.ForEach(some.Operands, o => Count(o, uses));
                break;
        }
    }

    private IReadOnlyList<int>? Choose(RuleNode node) => node switch
    {
        FoundNode found => [found.Predicate],
        DeferredNode deferred => [deferred.Present],
        AllNode all => all.Operands.Select(Choose).OfType<IReadOnlyList<int>>().MinBy(Cost),
        SomeNode some => ChooseSome(some),
        _ => null,
    };

    private List<int>? ChooseSome(SomeNode some)
    {
        // With two of three needed, one of any two must hold: the dearest may be left out.
        var choices = some.Operands.Select(Choose).OrderBy(c => c is null ? double.PositiveInfinity : Cost(c)).Take(Math.Max(0, some.Operands.Length - some.Count + 1)).ToList();
        return choices.Contains(null) ? null : [.. choices.SelectMany(c => c!)];
    }

    private double Cost(IReadOnlyList<int> predicates) => predicates.Sum(p => _costs[p]);
}
