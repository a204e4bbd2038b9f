namespace Matoi.Investigate.Incidents.Similar;

/// <summary>Says how alike two incidents are by what they share: entities, rules, techniques. Pure.</summary>
public static class ScoreSimilar
{
    // What happened to whom says more than by which rule it was seen, and that more than the manner.
    private const double EntityShare = 0.5;
    private const double RuleShare = 0.3;
    private const double TechniqueShare = 0.2;

    /// <summary>What an incident is made of.</summary>
    /// <param name="Entities">Entity keys.</param>
    /// <param name="Rules">Alert types.</param>
    /// <param name="Techniques">ATT&amp;CK techniques.</param>
    public sealed record Traits(IReadOnlySet<string> Entities, IReadOnlySet<string> Rules, IReadOnlySet<string> Techniques);

    /// <summary>0–1 and what is shared. What many incidents have counts little, what only these two have counts most.</summary>
    /// <param name="mine">The incident.</param>
    /// <param name="other">The one to compare.</param>
    /// <param name="incidentsWith">In how many incidents a trait was found.</param>
    public static (double Score, Traits Shared) Decide(Traits mine, Traits other, Func<string, int> incidentsWith)
    {
        var shared = new Traits(Common(mine.Entities, other.Entities), Common(mine.Rules, other.Rules), Common(mine.Techniques, other.Techniques));
        var parts = new[] { (EntityShare, mine.Entities, shared.Entities), (RuleShare, mine.Rules, shared.Rules), (TechniqueShare, mine.Techniques, shared.Techniques) };

        // A part that the incident does not have cannot speak for or against.
        var whole = parts.Where(p => p.Item2.Count > 0).Sum(p => p.Item1);
        var score = whole == 0 ? 0 : parts.Where(p => p.Item2.Count > 0).Sum(p => p.Item1 * p.Item3.Sum(Weight) / p.Item2.Sum(Weight)) / whole;
        return (Math.Round(score, 3), shared);

        double Weight(string trait) => 1 / (1 + Math.Log2(Math.Max(1, incidentsWith(trait))));
    }

    private static HashSet<string> Common(IReadOnlySet<string> a, IReadOnlySet<string> b) => [.. a.Where(b.Contains)];
}
