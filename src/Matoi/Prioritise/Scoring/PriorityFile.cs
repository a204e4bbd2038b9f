using System.Text.RegularExpressions;
using Matoi.Model;
using Matoi.Prioritise.Plans;
using YamlDotNet.RepresentationModel;

namespace Matoi.Prioritise.Scoring;

/// <summary>Reads <c>plan/priority.yaml</c>. What it leaves out counts as by default.</summary>
public static class PriorityFile
{
    /// <summary>The weights, or everything that is wrong.</summary>
    public static (PriorityWeights? Weights, IReadOnlyList<Problem> Problems) Read(string file, string text)
    {
        var (nodes, plain) = (new PlanNodes(file), PriorityWeights.Default);
        var root = nodes.Root(text, "severity", "confidence", "tactics", "late-tactics", "alerts", "clouds", "products", "over-upstream", "criticality", "sensitivity", "exposure", "privilege",
            "threat-intelligence", "blast-radius", "privileged", "levels");
        var (late, blast) = (nodes.Map(PlanNodes.Child(root, "late-tactics"), "late-tactics", "each", "most", "ids"), nodes.Map(PlanNodes.Child(root, "blast-radius"), "blast-radius", "from", "each", "most"));
        var weights = new PriorityWeights
        {
            Severity = Points(nodes, root, "severity", plain.Severity),
            Confidence = nodes.Number(root, "confidence", plain.Confidence),
            Tactics = Step(nodes, root, "tactics", plain.Tactics),
            LateTactics = Step(nodes, late, plain.LateTactics),
            LateTacticIds = PlanNodes.Child(late, "ids") is { } ids ? Tactics(nodes, ids) : plain.LateTacticIds,
            Alerts = Step(nodes, root, "alerts", plain.Alerts),
            Clouds = Step(nodes, root, "clouds", plain.Clouds),
            Products = Step(nodes, root, "products", plain.Products),
            OverUpstream = nodes.Number(root, "over-upstream", plain.OverUpstream),
            Criticality = Points(nodes, root, "criticality", plain.Criticality),
            Sensitivity = Points(nodes, root, "sensitivity", plain.Sensitivity),
            Exposure = nodes.Number(root, "exposure", plain.Exposure),
            Privilege = nodes.Number(root, "privilege", plain.Privilege),
            ThreatIntelligence = nodes.Number(root, "threat-intelligence", plain.ThreatIntelligence),
            BlastRadius = Step(nodes, blast, plain.BlastRadius),
            BlastRadiusFrom = nodes.Number(blast, "from", plain.BlastRadiusFrom, 1, 10_000),
            Privileged = Privileged(nodes, PlanNodes.Child(root, "privileged")),
            Levels = Levels(nodes, root, plain.Levels),
        };
        return nodes.Problems.Count == 0 ? (weights, []) : (null, nodes.Problems);
    }

    private static Step Step(PlanNodes nodes, YamlMappingNode? root, string key, Step otherwise) => Step(nodes, nodes.Map(PlanNodes.Child(root, key), key, "each", "most"), otherwise);

    private static Step Step(PlanNodes nodes, YamlMappingNode? map, Step otherwise) => new(nodes.Number(map, "each", otherwise.Each), nodes.Number(map, "most", otherwise.Most));

    private static Dictionary<T, int> Points<T>(PlanNodes nodes, YamlMappingNode? root, string key, IReadOnlyDictionary<T, int> otherwise)
        where T : struct, Enum
    {
        var (points, map) = (new Dictionary<T, int>(otherwise), nodes.Map(PlanNodes.Child(root, key), key));
        foreach (var name in map is null ? [] : map.Children.Keys)
        {
            var before = nodes.Problems.Count;
            var word = nodes.Word(name, key, default(T));
            if (nodes.Problems.Count == before)
            {
                points[word] = nodes.Number(map, PlanNodes.Plain(name)!, 0);
            }
        }

        return points;
    }

    private static HashSet<string> Tactics(PlanNodes nodes, YamlNode ids)
    {
        var known = new HashSet<string>();
        foreach (var (text, place) in nodes.Texts(ids, "ids"))
        {
            if (Model.Alerts.Tactics.Id(text) is { } id)
            {
                known.Add(id);
            }
            else
            {
                nodes.Report("plan-value", place, $"'{text}' is no ATT&CK tactic; write its id (TA0010) or its name (exfiltration)");
            }
        }

        return known;
    }

    private static PrivilegedIdentities Privileged(PlanNodes nodes, YamlNode? node)
    {
        var map = nodes.Map(node, "privileged", "names", "roles", "identities");
        return new()
        {
            Names = [.. nodes.Items(PlanNodes.Child(map, "names"), "names").Select(n => nodes.Pattern(n, "names")).OfType<Regex>()],
            Roles = nodes.Texts(PlanNodes.Child(map, "roles"), "roles").Select(r => r.Text).ToHashSet(StringComparer.OrdinalIgnoreCase),
            Keys = nodes.Texts(PlanNodes.Child(map, "identities"), "identities").Select(i => i.Text.Contains(':') ? i.Text : $"account:{i.Text.ToLowerInvariant()}").ToHashSet(),
        };
    }

    private static IReadOnlyList<int> Levels(PlanNodes nodes, YamlMappingNode? root, IReadOnlyList<int> otherwise)
    {
        var map = nodes.Map(PlanNodes.Child(root, "levels"), "levels", "P1", "P2", "P3", "P4");
        int[] levels = [.. otherwise.Select((least, i) => nodes.Number(map, $"P{i + 1}", least, 0))];
        if (map is not null && levels.Zip(levels.Skip(1)).Any(pair => pair.First <= pair.Second))
        {
            nodes.Report("plan-value", map.Start, $"each level must begin below the one before it, but they begin at {string.Join(", ", levels)}");
        }

        return levels;
    }
}
