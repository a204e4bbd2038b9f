using System.Text.RegularExpressions;
using Matoi.Model;
using Matoi.Model.Assets;
using Matoi.Model.Incidents;

namespace Matoi.Prioritise.Scoring;

/// <summary>How much each part of a priority counts. All points are whole numbers from -100 to 100.</summary>
public sealed record PriorityWeights
{
    /// <summary>What counts when no file says otherwise; the shipped <c>priority.yaml</c> says the same.</summary>
    public static PriorityWeights Default { get; } = new();

    /// <summary>Points of the highest severity among live alerts.</summary>
    public IReadOnlyDictionary<Severity, int> Severity { get; init; } = new Dictionary<Severity, int>
    {
        [Model.Severity.Unknown] = 10, [Model.Severity.Informational] = 4, [Model.Severity.Low] = 14, [Model.Severity.Medium] = 28,
        [Model.Severity.High] = 45, [Model.Severity.Critical] = 60, [Model.Severity.Fatal] = 65,
    };

    /// <summary>Points at 100 % confidence, taken away at 0 %, in proportion between.</summary>
    public int Confidence { get; init; } = 10;

    /// <summary>For each tactic beyond the first.</summary>
    public Step Tactics { get; init; } = new(3, 12);

    /// <summary>For each tactic that is done, not prepared.</summary>
    public Step LateTactics { get; init; } = new(6, 12);

    /// <summary>ATT&amp;CK ids of those.</summary>
    public IReadOnlySet<string> LateTacticIds { get; init; } = new HashSet<string> { "TA0006", "TA0008", "TA0010", "TA0011", "TA0040" };

    /// <summary>For each doubling of the number of alerts.</summary>
    public Step Alerts { get; init; } = new(2, 8);

    /// <summary>For each cloud beyond the first.</summary>
    public Step Clouds { get; init; } = new(5, 10);

    /// <summary>For each product beyond the first.</summary>
    public Step Products { get; init; } = new(3, 6);

    /// <summary>When every alert is resolved or dismissed upstream.</summary>
    public int OverUpstream { get; init; } = -30;

    /// <summary>Points of the most critical asset.</summary>
    public IReadOnlyDictionary<Criticality, int> Criticality { get; init; } = new Dictionary<Criticality, int>
    {
        [Model.Assets.Criticality.Negligible] = -10, [Model.Assets.Criticality.Low] = -5, [Model.Assets.Criticality.High] = 8, [Model.Assets.Criticality.Critical] = 15,
    };

    /// <summary>Points of the most sensitive asset.</summary>
    public IReadOnlyDictionary<Sensitivity, int> Sensitivity { get; init; } = new Dictionary<Sensitivity, int>
    {
        [Model.Assets.Sensitivity.Confidential] = 5, [Model.Assets.Sensitivity.Restricted] = 10,
    };

    /// <summary>When an asset is reached from the internet.</summary>
    public int Exposure { get; init; } = 6;

    /// <summary>When a privileged identity takes part.</summary>
    public int Privilege { get; init; } = 8;

    /// <summary>When an entity is a known indicator of an attacker.</summary>
    public int ThreatIntelligence { get; init; } = 12;

    /// <summary>For each account, machine or resource from <see cref="BlastRadiusFrom"/> on.</summary>
    public Step BlastRadius { get; init; } = new(1, 8);

    /// <summary>How many accounts, machines and resources any incident has.</summary>
    public int BlastRadiusFrom { get; init; } = 6;

    /// <summary>Who is privileged.</summary>
    public PrivilegedIdentities Privileged { get; init; } = new();

    /// <summary>Least score of P1, P2, P3 and P4, falling.</summary>
    public IReadOnlyList<int> Levels { get; init; } = [85, 65, 45, 25];

    /// <summary>The level of a score.</summary>
    public PriorityLevel LevelOf(int priority) => (PriorityLevel)(1 + Levels.Count(least => priority < least));
}

/// <summary>Points that add up to a limit.</summary>
/// <param name="Each">For each.</param>
/// <param name="Most">At most.</param>
public sealed record Step(int Each, int Most)
{
    /// <summary>The points for a number of them; none below one.</summary>
    public int Points(int count) => count < 1 ? 0 : Math.Min(Each * count, Most);
}

/// <summary>Identities whose misuse hurts more than another's.</summary>
public sealed record PrivilegedIdentities
{
    /// <summary>Patterns of account names: the whole name, or what stands before its <c>@</c>, or behind its last <c>/</c>.</summary>
    public IReadOnlyList<Regex> Names { get; init; } = [];

    /// <summary>Roles and groups, as alerts' identifiers name them; no difference of case.</summary>
    public IReadOnlySet<string> Roles { get; init; } = new HashSet<string>();

    /// <summary>Entity keys of single accounts.</summary>
    public IReadOnlySet<string> Keys { get; init; } = new HashSet<string>();

    /// <summary>True when the account is one.</summary>
    public bool Contains(Detect.Alerts.AlertEntity account)
        => Keys.Contains(account.Key)
            || Spellings(account.Name).Any(name => Names.Any(pattern => pattern.IsMatch(name)))
            || account.Identifiers.Any(i => (i.Key.Contains("role", StringComparison.OrdinalIgnoreCase) || i.Key.Contains("group", StringComparison.OrdinalIgnoreCase))
                && i.Value.Split(',', StringSplitOptions.TrimEntries).Any(Roles.Contains));

    private static IEnumerable<string> Spellings(string name)
    {
        yield return name;
        yield return name.Split('@')[0];
        yield return name[(name.LastIndexOfAny(['/', '\\', ':']) + 1)..];
    }
}
