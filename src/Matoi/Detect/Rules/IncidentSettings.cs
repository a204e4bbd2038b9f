namespace Matoi.Detect.Rules;

/// <summary>What becomes of a rule's alerts: Sentinel's <c>incidentConfiguration</c>.</summary>
/// <param name="CreateIncident">False: alerts are kept and searchable, and open or join no incident. Default true.</param>
/// <param name="Grouping">How Sentinel would group them; shown with the rule. Here the correlator decides, for all sources alike.</param>
public sealed record IncidentSettings(bool CreateIncident = true, GroupingSettings? Grouping = null);

/// <summary>Sentinel's <c>groupingConfiguration</c>.</summary>
/// <param name="Enabled">Whether alerts of the rule are grouped at all.</param>
/// <param name="ReopenClosedIncident">Whether a closed incident is opened again.</param>
/// <param name="LookbackDuration">How far back an incident is looked for.</param>
/// <param name="MatchingMethod"><c>AllEntities</c>, <c>AnyAlert</c> or <c>Selected</c>.</param>
/// <param name="GroupByEntities">Entity types that must agree.</param>
/// <param name="GroupByAlertDetails">Alert details that must agree.</param>
/// <param name="GroupByCustomDetails">Custom details that must agree.</param>
public sealed record GroupingSettings(bool Enabled, bool ReopenClosedIncident, TimeSpan? LookbackDuration, string MatchingMethod,
    IReadOnlyList<string> GroupByEntities, IReadOnlyList<string> GroupByAlertDetails, IReadOnlyList<string> GroupByCustomDetails);
