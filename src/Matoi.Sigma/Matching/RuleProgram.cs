namespace Matoi.Sigma.Matching;

/// <summary>The rules about one kind of record, compiled together. Immutable; each thread matches with an <see cref="EventScanner"/> of its own.</summary>
public sealed class RuleProgram
{
    internal RuleProgram(IReadOnlyList<CompiledRule> rules, PathNode root, bool anyCase, ProgramField[] fields, int keywords, DeferredTest[] deferred, double[] weights)
    {
        (Rules, Root, AnyCase, Fields, Keywords, Deferred) = ([.. rules.Select(r => r.Rule)], root, anyCase, fields, keywords, deferred);
        Conditions = [.. rules.Select(r => r.Condition)];
        Tests = [.. rules.Select(r => r.Tests)];
        var triggers = new Triggers(Conditions, weights);
        var woken = new List<int>?[weights.Length];
        var always = new List<int>();
        for (var rule = 0; rule < Rules.Count; rule++)
        {
            if (triggers.Of(Conditions[rule]) is { } wakes)
            {
                Array.ForEach(wakes, predicate => (woken[predicate] ??= []).Add(rule));
            }
            else
            {
                always.Add(rule);
            }
        }

        Woken = [.. woken.Select(rules => rules?.ToArray() ?? [])];
        Always = [.. always];
    }

    /// <summary>The rules; results name them by their place here.</summary>
    public IReadOnlyList<SigmaRule> Rules { get; }

    /// <summary>How many rules must be looked at for every event, because nothing that they ask for must be there.</summary>
    public int Unconditional => Always.Length;

    /// <summary>Whether JSON names compare without the case of ASCII letters.</summary>
    public bool AnyCase { get; }

    internal PathNode Root { get; }

    internal ProgramField[] Fields { get; }

    /// <summary>The field that every value belongs to; -1 when no rule has keywords.</summary>
    internal int Keywords { get; }

    internal DeferredTest[] Deferred { get; }

    internal RuleNode[] Conditions { get; }

    /// <summary>Rules to look at once a predicate holds.</summary>
    internal int[][] Woken { get; }

    internal int[] Always { get; }

    /// <summary>Tests by rule that explain a match.</summary>
    internal IReadOnlyList<RuleTest>[] Tests { get; }
}
