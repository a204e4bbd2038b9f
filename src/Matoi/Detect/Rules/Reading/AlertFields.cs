using YamlDotNet.RepresentationModel;

namespace Matoi.Detect.Rules.Reading;

/// <summary>Reads what a rule says about its alerts and incidents.</summary>
internal sealed class AlertFields(RuleNodes nodes)
{
    public AlertDetails? ReadDetails(YamlNode? node)
    {
        if (node is not YamlMappingNode)
        {
            return null;
        }

        var properties = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in nodes.Items(RuleNodes.Child(node, "alertDynamicProperties"), "alertDynamicProperties"))
        {
            if (nodes.Required(item, "alertProperty") is { Length: > 0 } property && nodes.Required(item, "value") is { Length: > 0 } column)
            {
                properties[property] = column;
            }
        }

        return new(nodes.Text(node, "alertDisplayNameFormat")?.Trim(), nodes.Text(node, "alertDescriptionFormat")?.Trim(),
            nodes.Text(node, "alertSeverityColumnName")?.Trim(), nodes.Text(node, "alertTacticsColumnName")?.Trim(), properties);
    }

    public IncidentSettings ReadIncident(YamlNode? node)
        => new(nodes.Flag(node, "createIncident") ?? true, ReadGrouping(RuleNodes.Child(node, "groupingConfiguration")));

    private GroupingSettings? ReadGrouping(YamlNode? node) => node is not YamlMappingNode ? null : new(
        nodes.Flag(node, "enabled") ?? true,
        nodes.Flag(node, "reopenClosedIncident") ?? false,
        nodes.Duration(node, "lookbackDuration"),
        nodes.Text(node, "matchingMethod", "entitiesMatchingMethod") ?? "AllEntities",
        nodes.Texts(RuleNodes.Child(node, "groupByEntities"), "groupByEntities"),
        nodes.Texts(RuleNodes.Child(node, "groupByAlertDetails"), "groupByAlertDetails"),
        nodes.Texts(RuleNodes.Child(node, "groupByCustomDetails"), "groupByCustomDetails"));
}
