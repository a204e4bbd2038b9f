using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Matoi.Detect.Rules.Reading;

/// <summary>Finds the alert rules in what Azure exports: a template with resources, a list of rules, or one rule.</summary>
internal static partial class ExportedRules
{
    /// <summary>An exported rule.</summary>
    /// <param name="Kind">Its kind.</param>
    /// <param name="Id">Its id.</param>
    /// <param name="Properties">Its fields.</param>
    /// <param name="Resource">The whole of it.</param>
    public sealed record Exported(string Kind, string? Id, YamlMappingNode Properties, YamlMappingNode Resource)
    {
        public bool IsAnalytics => Enum.TryParse<RuleKind>(Kind, ignoreCase: true, out _);
    }

    public static IEnumerable<Exported> In(YamlMappingNode root)
    {
        if (One(root) is { } single)
        {
            return [single];
        }

        var list = RuleNodes.Child(root, "resources", "value") as YamlSequenceNode;
        return list?.OfType<YamlMappingNode>().Select(One).OfType<Exported>() ?? [];
    }

    private static Exported? One(YamlMappingNode resource)
        => RuleNodes.Child(resource, "properties") is YamlMappingNode properties && RuleNodes.Child(resource, "kind") is YamlScalarNode { Value: { } kind } && IsRule(resource, properties)
            ? new(kind, IdOf(resource, properties), properties, resource)
            : null;

    private static bool IsRule(YamlMappingNode resource, YamlMappingNode properties)
        => (RuleNodes.Child(resource, "type") as YamlScalarNode)?.Value?.Contains("alertRules", StringComparison.OrdinalIgnoreCase) == true
            || (RuleNodes.Child(properties, "displayName") is not null && RuleNodes.Child(properties, "query") is not null);

    // Exports write [concat(parameters('workspace'),'/Microsoft.SecurityInsights/GUID')].
    private static string? IdOf(YamlMappingNode resource, YamlMappingNode properties)
        => ((string[])["name", "id"]).Select(name => (RuleNodes.Child(resource, name) as YamlScalarNode)?.Value).OfType<string>()
            .Select(text => Guid().Matches(text).LastOrDefault()?.Value ?? (text.Contains('[') ? null : text[(text.LastIndexOf('/') + 1)..]))
            .Append((RuleNodes.Child(properties, "alertRuleTemplateName") as YamlScalarNode)?.Value)
            .FirstOrDefault(id => !string.IsNullOrEmpty(id));

    [GeneratedRegex("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")]
    private static partial Regex Guid();
}
