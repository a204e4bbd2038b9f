using System.Text.RegularExpressions;
using Matoi.Model;
using Matoi.Model.Assets;
using Matoi.Prioritise.Plans;
using YamlDotNet.RepresentationModel;

namespace Matoi.Prioritise.Assets;

/// <summary>Reads <c>plan/assets.yaml</c>.</summary>
public static class TagRuleFile
{
    /// <summary>The rules, or everything that is wrong with them.</summary>
    public static (TagRules? Rules, IReadOnlyList<Problem> Problems) Read(string file, string text)
    {
        var nodes = new PlanNodes(file);
        var root = nodes.Root(text, "rules");
        var rules = nodes.Items(PlanNodes.Child(root, "rules"), "rules").Select(node => Rule(nodes, nodes.Map(node, "a rule", "name", "when", "set"))).OfType<TagRule>().ToList();
        return nodes.Problems.Count == 0 ? (new(rules), []) : (null, nodes.Problems);
    }

    private static TagRule? Rule(PlanNodes nodes, YamlMappingNode? map)
    {
        if (map is null)
        {
            return null;
        }

        var when = nodes.Map(PlanNodes.Child(map, "when"), "when", "tag", "name", "type", "account", "cloud");
        var set = nodes.Map(PlanNodes.Child(map, "set"), "set", "criticality", "sensitivity", "environment", "owner", "exposure");
        foreach (var (key, child) in new[] { ("when", when), ("set", set) })
        {
            if (child is null or { Children.Count: 0 })
            {
                nodes.Report("plan-missing", map.Start, key == "when" ? "'when' is missing: a rule without a condition would mean every asset" : "'set' is missing: the rule would change nothing");
            }
        }

        return new()
        {
            Name = nodes.Text(map, "name", required: true) ?? "",
            Tags = [.. Tags(nodes, PlanNodes.Child(when, "tag"))],
            AssetName = nodes.Pattern(PlanNodes.Child(when, "name"), "name"),
            Type = nodes.Pattern(PlanNodes.Child(when, "type"), "type"),
            Account = nodes.Pattern(PlanNodes.Child(when, "account"), "account"),
            Cloud = PlanNodes.Child(when, "cloud") is { } cloud ? nodes.Word(cloud, "cloud", Cloud.Unknown) : null,
            Criticality = nodes.Word(PlanNodes.Child(set, "criticality"), "criticality", Criticality.Unknown),
            Sensitivity = nodes.Word(PlanNodes.Child(set, "sensitivity"), "sensitivity", Sensitivity.Unknown),
            Exposure = nodes.Word(PlanNodes.Child(set, "exposure"), "exposure", Exposure.Unknown),
            Environment = nodes.Text(set, "environment"),
            Owner = nodes.Text(set, "owner"),
        };
    }

    // A tag alone must be there; a mapping says what its value must be.
    private static IEnumerable<(string, Regex)> Tags(PlanNodes nodes, YamlNode? node)
    {
        if (node is YamlScalarNode or YamlSequenceNode)
        {
            return nodes.Texts(node, "tag").Select(t => (t.Text, new Regex(".+", RegexOptions.NonBacktracking | RegexOptions.Singleline)));
        }

        return (nodes.Map(node, "tag") is { } map ? map.Children : Enumerable.Empty<KeyValuePair<YamlNode, YamlNode>>()).Select(pair => (Tag: PlanNodes.Plain(pair.Key) ?? "", Pattern: nodes.Pattern(pair.Value, $"tag {pair.Key}")))
            .Where(t => t.Pattern is not null).Select(t => (t.Tag, t.Pattern!)).ToList();
    }
}
