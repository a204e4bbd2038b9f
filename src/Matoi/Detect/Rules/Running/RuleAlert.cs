using Matoi.Model.Alerts;

namespace Matoi.Detect.Rules.Running;

/// <summary>An alert that a run makes, with the rows behind it.</summary>
/// <param name="Alert">The claim.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Details">The rule's custom details: values by name.</param>
public sealed record RuleAlert(Alert Alert, IReadOnlyList<object?[]> Rows, IReadOnlyDictionary<string, IReadOnlyList<string>> Details);
