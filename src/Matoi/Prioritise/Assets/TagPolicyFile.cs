using System.Text.RegularExpressions;
using Matoi.Model;
using Matoi.Prioritise.Plans;
using YamlDotNet.RepresentationModel;

namespace Matoi.Prioritise.Assets;

/// <summary>Reads <c>plan/policy.yaml</c>.</summary>
public static class TagPolicyFile
{
    /// <summary>The policy, or everything that is wrong with it.</summary>
    public static (TagPolicy? Policy, IReadOnlyList<Problem> Problems) Read(string file, string text)
    {
        var nodes = new PlanNodes(file);
        var root = nodes.Root(text, "tags", "names");
        var tags = nodes.Items(PlanNodes.Child(root, "tags"), "tags").Select(n => Tag(nodes, nodes.Map(n, "a tag", "tag", "values", "cloud", "type", "except"))).OfType<RequiredTag>().ToList();
        var names = nodes.Items(PlanNodes.Child(root, "names"), "names").Select(n => Name(nodes, nodes.Map(n, "a name", "pattern", "example", "cloud", "type", "except"))).OfType<NameRule>().ToList();
        return nodes.Problems.Count == 0 ? (new() { Tags = tags, Names = names }, []) : (null, nodes.Problems);
    }

    private static RequiredTag? Tag(PlanNodes nodes, YamlMappingNode? map)
    {
        var values = PlanNodes.Child(map, "values") is { } given ? nodes.Texts(given, "values").Select(v => v.Text).ToList() : null;
        return nodes.Text(map, "tag", required: true) is { } tag ? new(tag, values, Scope(nodes, map!)) : null;
    }

    private static NameRule? Name(PlanNodes nodes, YamlMappingNode? map)
    {
        if (map is null)
        {
            return null;
        }

        var (text, example) = (nodes.Text(map, "pattern", required: true), nodes.Text(map, "example", required: true));
        if (text is null || example is null || nodes.Pattern(PlanNodes.Child(map, "pattern"), "pattern") is not { } pattern)
        {
            return null;
        }

        if (!pattern.IsMatch(example))
        {
            nodes.Report("plan-value", PlanNodes.Child(map, "example")!.Start, $"example '{example}' does not fit its own pattern '{text}'");
        }

        return new(pattern, text, example, Scope(nodes, map));
    }

    private static PolicyScope Scope(PlanNodes nodes, YamlMappingNode map) => new(
        PlanNodes.Child(map, "cloud") is { } cloud ? nodes.Word(cloud, "cloud", Cloud.Unknown) : null,
        nodes.Pattern(PlanNodes.Child(map, "type"), "type"),
        [.. (PlanNodes.Child(map, "except") is { } except ? except is YamlScalarNode ? [except] : nodes.Items(except, "except") : []).Select(e => nodes.Pattern(e, "except")).OfType<Regex>()]);
}
