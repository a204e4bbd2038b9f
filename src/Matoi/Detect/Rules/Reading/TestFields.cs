using Matoi.Model.Sources;
using YamlDotNet.RepresentationModel;

namespace Matoi.Detect.Rules.Reading;

/// <summary>Reads the <c>tests:</c> of a rule.</summary>
internal sealed class TestFields(RuleNodes nodes)
{
    public IReadOnlyList<RuleTest> Read(YamlNode? node) => [.. nodes.Items(node, "tests").Select(One)];

    private RuleTest One(YamlNode node)
    {
        var time = nodes.Text(node, "now");
        if (time is not null && EventTimes.Read(time) is null)
        {
            nodes.Report("rule-value", RuleNodes.Child(node, "now")!.Start, $"now '{time}' is no time; write it as 2026-03-02T12:00:00Z");
        }

        var expect = RuleNodes.Child(node, "expect");
        if (expect is null)
        {
            nodes.Report("rule-missing", node.Start, "'expect' is missing: say how many alerts come of the rows");
        }

        return new(nodes.Required(node, "name"), time is null ? null : EventTimes.Read(time), Tables(node), (int)(nodes.Number(expect, "alerts") ?? 0),
            nodes.Texts(RuleNodes.Child(expect, "entities"), "entities"), expect is null ? null : nodes.Text(expect, "title"), expect is null ? null : nodes.Text(expect, "severity"));
    }

    private Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>> Tables(YamlNode node)
    {
        var tables = new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>>();
        var rows = RuleNodes.Child(node, "rows");
        if (rows is not (null or YamlMappingNode))
        {
            nodes.Report("rule-type", rows.Start, "'rows' must be tables with a list of rows each");
        }

        foreach (var (table, list) in RuleNodes.Pairs(rows))
        {
            tables[table.ToString()] = [.. nodes.Items(list, table.ToString()).OfType<YamlMappingNode>()
                .Select(row => row.Children.ToDictionary(cell => cell.Key.ToString(), cell => cell.Value is YamlScalarNode { Value: var text } ? text ?? "" : NodeJson.Write(cell.Value)))];
        }

        return tables;
    }
}
