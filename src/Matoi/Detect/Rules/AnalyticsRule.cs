using Matoi.Model;

namespace Matoi.Detect.Rules;

/// <summary>A Microsoft Sentinel analytics rule: a KQL query that runs on a schedule and whose rows become alerts.</summary>
public sealed record AnalyticsRule
{
    /// <summary>The file's own id; the same id again is the same rule.</summary>
    public required string Id { get; init; }

    /// <summary>What people call it; the title of its alerts unless <see cref="AlertDetails"/> says otherwise.</summary>
    public required string Name { get; init; }

    /// <summary>What it looks for and why.</summary>
    public string Description { get; init; } = "";

    /// <summary>Scheduled or near-real-time.</summary>
    public RuleKind Kind { get; init; }

    /// <summary>Severity of its alerts. Default Medium.</summary>
    public Severity Severity { get; init; } = Severity.Medium;

    /// <summary>The KQL text as written.</summary>
    public required string Query { get; init; }

    /// <summary>Time from one run to the next, at least a minute; a minute for near-real-time rules.</summary>
    public TimeSpan Frequency { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How far back a run looks.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How the number of rows is compared with <see cref="TriggerThreshold"/>.</summary>
    public TriggerOperator TriggerOperator { get; init; }

    /// <summary>The number of rows it is compared with. Default 0.</summary>
    public long TriggerThreshold { get; init; }

    /// <summary>One alert per run, or one per row.</summary>
    public AlertGrouping Grouping { get; init; }

    /// <summary>How long the rule rests after an alert; null when it does not.</summary>
    public TimeSpan? Suppression { get; init; }

    /// <summary>ATT&amp;CK tactic ids, in kill-chain order.</summary>
    public IReadOnlyList<string> Tactics { get; init; } = [];

    /// <summary>ATT&amp;CK technique ids.</summary>
    public IReadOnlyList<string> Techniques { get; init; } = [];

    /// <summary>Which columns name which entities.</summary>
    public IReadOnlyList<EntityMapping> EntityMappings { get; init; } = [];

    /// <summary>Columns that hold entities already typed, as the <c>Entities</c> of <c>SecurityAlert</c> (<c>sentinelEntitiesMappings</c>).</summary>
    public IReadOnlyList<string> EntityColumns { get; init; } = [];

    /// <summary>Columns shown with the alert, by the name they get there.</summary>
    public IReadOnlyDictionary<string, string> CustomDetails { get; init; } = new Dictionary<string, string>();

    /// <summary>What the rows themselves say about title, description, severity and tactics; null when nothing.</summary>
    public AlertDetails? AlertDetails { get; init; }

    /// <summary>What becomes of its alerts.</summary>
    public IncidentSettings Incident { get; init; } = new();

    /// <summary>Connectors and tables that it needs.</summary>
    public IReadOnlyList<RequiredConnector> RequiredDataConnectors { get; init; } = [];

    /// <summary>Version of the rule, such as <c>1.0.4</c>.</summary>
    public string Version { get; init; } = "1.0.0";

    /// <summary>What the file says about being enabled; null when nothing.</summary>
    public bool? Enabled { get; init; }

    /// <summary>Every other name of the file with its value, kept as text.</summary>
    public IReadOnlyDictionary<string, string> Other { get; init; } = new Dictionary<string, string>();

    /// <summary>Rows with what the rule should make of them.</summary>
    public IReadOnlyList<RuleTest> Tests { get; init; } = [];
}

/// <summary>How a rule is run.</summary>
public enum RuleKind
{
    /// <summary>At its own frequency, over event time.</summary>
    Scheduled,

    /// <summary>Near-real-time: every minute, over what was stored since the last run, however late it came.</summary>
    NRT,
}

/// <summary>How the number of rows is compared with the threshold.</summary>
public enum TriggerOperator
{
    /// <summary>More rows than the threshold.</summary>
    GreaterThan,

    /// <summary>Fewer rows than the threshold.</summary>
    LessThan,

    /// <summary>As many rows as the threshold.</summary>
    Equal,

    /// <summary>Any other number of rows.</summary>
    NotEqual,
}

/// <summary>How rows become alerts: Sentinel's <c>aggregationKind</c>.</summary>
public enum AlertGrouping
{
    /// <summary>All rows of a run make one alert.</summary>
    SingleAlert,

    /// <summary>Each row makes one.</summary>
    AlertPerResult,
}

/// <summary>A connector and the tables that a rule needs of it.</summary>
/// <param name="ConnectorId">The connector's id in Sentinel.</param>
/// <param name="DataTypes">Tables.</param>
public sealed record RequiredConnector(string ConnectorId, IReadOnlyList<string> DataTypes);
