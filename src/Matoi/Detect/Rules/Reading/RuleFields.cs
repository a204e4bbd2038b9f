using Matoi.Model;
using Matoi.Model.Alerts;
using YamlDotNet.RepresentationModel;

namespace Matoi.Detect.Rules.Reading;

/// <summary>Reads the fields of one rule: a document of YAML, or the <c>properties</c> of an exported resource with its <paramref name="kind"/> and <paramref name="id"/>.</summary>
internal sealed class RuleFields(RuleNodes nodes, YamlMappingNode root, string? kind = null, string? id = null)
{
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "id", "name", "displayName", "description", "kind", "severity", "query", "queryFrequency", "queryPeriod", "triggerOperator", "triggerThreshold", "eventGroupingSettings",
        "suppressionEnabled", "suppressionDuration", "tactics", "relevantTechniques", "techniques", "subTechniques", "entityMappings", "sentinelEntitiesMappings", "customDetails",
        "alertDetailsOverride", "incidentConfiguration", "requiredDataConnectors", "version", "templateVersion", "enabled", "tests",
    };

    // Names that Sentinel's own content carries besides the schema: no reason to warn.
    private static readonly HashSet<string> Usual = new(StringComparer.OrdinalIgnoreCase)
    {
        "status", "tags", "metadata", "alertRuleTemplateName", "createdDateUTC", "lastUpdatedDateUTC", "lastModifiedUtc", "description-detailed", "alertRulesCreatedByTemplateCount", "type",
    };

    public static readonly TimeSpan Longest = TimeSpan.FromDays(14);

    public AnalyticsRule Read()
    {
        var read = KindOf();
        var (frequency, period) = Schedule(read);
        var rule = new AnalyticsRule
        {
            Id = id ?? nodes.Required(root, "id"),
            Name = nodes.Required(root, "name", "displayName"),
            Description = Unquote(nodes.Text(root, "description")),
            Kind = read,
            Severity = Severity(),
            Query = nodes.Required(root, "query").Length > 0 ? nodes.Text(root, "query")!.Replace("\r", "", StringComparison.Ordinal) : "",
            Frequency = frequency,
            Period = period,
            TriggerOperator = Operator(),
            TriggerThreshold = nodes.Number(root, "triggerThreshold") ?? 0,
            Grouping = Grouping(),
            Suppression = nodes.Flag(root, "suppressionEnabled") == true ? nodes.Duration(root, "suppressionDuration") ?? TimeSpan.FromHours(5) : null,
            Tactics = ReadTactics(),
            Techniques = [.. ((string[])["relevantTechniques", "techniques", "subTechniques"]).SelectMany(name => nodes.Texts(RuleNodes.Child(root, name), name)).Select(t => t.ToUpperInvariant()).Distinct()],
            EntityMappings = ReadMappings(),
            EntityColumns = [.. nodes.Items(RuleNodes.Child(root, "sentinelEntitiesMappings"), "sentinelEntitiesMappings").Select(item => nodes.Text(item, "columnName")).OfType<string>()],
            CustomDetails = nodes.Pairs(RuleNodes.Child(root, "customDetails"), "customDetails"),
            AlertDetails = new AlertFields(nodes).ReadDetails(RuleNodes.Child(root, "alertDetailsOverride")),
            Incident = new AlertFields(nodes).ReadIncident(RuleNodes.Child(root, "incidentConfiguration")),
            RequiredDataConnectors = [.. nodes.Items(RuleNodes.Child(root, "requiredDataConnectors"), "requiredDataConnectors").OfType<YamlMappingNode>()
                .Select(item => new RequiredConnector(nodes.Text(item, "connectorId") ?? "", nodes.Texts(RuleNodes.Child(item, "dataTypes"), "dataTypes")))],
            Version = nodes.Text(root, "version", "templateVersion") ?? "1.0.0",
            Enabled = nodes.Flag(root, "enabled"),
            Tests = new TestFields(nodes).Read(RuleNodes.Child(root, "tests")),
            Other = Rest(),
        };
        return rule;
    }

    private RuleKind KindOf()
    {
        var text = kind ?? nodes.Text(root, "kind");
        if (text is null || Enum.TryParse<RuleKind>(text, ignoreCase: true, out var read) is false)
        {
            if (text is not null)
            {
                nodes.Report("rule-kind", (RuleNodes.Child(root, "kind") ?? root).Start, $"kind '{text}' is not one that runs here: Scheduled or NRT");
            }

            return RuleKind.Scheduled;
        }

        return read;
    }

    private (TimeSpan Frequency, TimeSpan Period) Schedule(RuleKind read)
    {
        if (read == RuleKind.NRT)
        {
            return (TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        }

        if (RuleNodes.Child(root, "queryFrequency") is null)
        {
            nodes.Report("rule-missing", root.Start, "'queryFrequency' is missing");
        }

        var frequency = nodes.Duration(root, "queryFrequency") ?? TimeSpan.FromHours(1);
        var period = nodes.Duration(root, "queryPeriod") ?? frequency;
        if (frequency < TimeSpan.FromMinutes(1) || frequency > Longest)
        {
            nodes.Report("rule-value", RuleNodes.Child(root, "queryFrequency")!.Start, $"queryFrequency must be from 1m to {RuleDuration.Write(Longest)}");
        }

        if (period > Longest)
        {
            nodes.Warn("rule-value", RuleNodes.Child(root, "queryPeriod")!.Start, $"queryPeriod is longer than {RuleDuration.Write(Longest)}, which Sentinel does not allow; it runs here");
        }

        if (period < frequency)
        {
            nodes.Warn("rule-value", RuleNodes.Child(root, "queryPeriod")!.Start, "queryPeriod is shorter than queryFrequency; each run looks back to the end of the one before, so that nothing is left out");
        }

        return (frequency, period);
    }

    private Severity Severity()
    {
        var child = RuleNodes.Child(root, "severity");
        var severity = RuleWords.SeverityOf((child as YamlScalarNode)?.Value);
        if (child is not null && severity is null)
        {
            nodes.Report("rule-value", child.Start, $"severity '{RuleNodes.Short(child)}' is not one of Informational, Low, Medium, High");
        }

        return severity ?? Model.Severity.Medium;
    }

    private TriggerOperator Operator()
    {
        var child = RuleNodes.Child(root, "triggerOperator");
        var read = RuleWords.OperatorOf((child as YamlScalarNode)?.Value);
        if (child is not null && read is null)
        {
            nodes.Report("rule-value", child.Start, $"triggerOperator '{RuleNodes.Short(child)}' is not one of gt, lt, eq, ne");
        }

        return read ?? TriggerOperator.GreaterThan;
    }

    private AlertGrouping Grouping()
    {
        var settings = RuleNodes.Child(root, "eventGroupingSettings");
        var child = RuleNodes.Child(settings, "aggregationKind");
        if (child is null)
        {
            return AlertGrouping.SingleAlert;
        }

        if (Enum.TryParse<AlertGrouping>((child as YamlScalarNode)?.Value, ignoreCase: true, out var read))
        {
            return read;
        }

        nodes.Report("rule-value", child.Start, $"aggregationKind '{RuleNodes.Short(child)}' is not one of SingleAlert, AlertPerResult");
        return AlertGrouping.SingleAlert;
    }

    private IReadOnlyList<string> ReadTactics()
    {
        var node = RuleNodes.Child(root, "tactics");
        var names = nodes.Texts(node, "tactics");
        foreach (var unknown in names.Where(name => Tactics.Id(name) is null))
        {
            nodes.Warn("rule-tactic", node!.Start, $"'{unknown}' is no tactic of ATT&CK; it is left out");
        }

        return Tactics.Ids(names);
    }

    private List<EntityMapping> ReadMappings()
    {
        var mappings = new List<EntityMapping>();
        foreach (var item in nodes.Items(RuleNodes.Child(root, "entityMappings"), "entityMappings"))
        {
            var type = nodes.Required(item, "entityType");
            var fields = nodes.Items(RuleNodes.Child(item, "fieldMappings"), "fieldMappings")
                .Select(field => new FieldMapping(nodes.Required(field, "identifier"), nodes.Required(field, "columnName"))).ToList();
            if (type.Length > 0 && RuleWords.EntityTypeOf(type) is null)
            {
                nodes.Warn("rule-entity", item.Start, $"'{type}' is no entity type; its columns name no entity");
            }

            mappings.Add(new(type, fields));
        }

        return mappings;
    }

    private Dictionary<string, string> Rest()
    {
        var rest = new Dictionary<string, string>();
        foreach (var (key, value) in root.Children.Where(pair => !Known.Contains(pair.Key.ToString())))
        {
            rest[key.ToString()] = (value as YamlScalarNode)?.Value ?? NodeJson.Write(value);
            if (!Usual.Contains(key.ToString()))
            {
                nodes.Warn("rule-unknown", key.Start, $"'{key}' is no name of an analytics rule; it is kept and means nothing");
            }
        }

        return rest;
    }

    // Much of the published content writes descriptions as '…' inside a block.
    private static string Unquote(string? text)
    {
        var plain = text?.Trim() ?? "";
        return plain is ['\'', .., '\''] ? plain[1..^1].Trim() : plain;
    }
}
