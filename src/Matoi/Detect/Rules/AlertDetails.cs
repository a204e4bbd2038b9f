namespace Matoi.Detect.Rules;

/// <summary>What the rows say about their alert: Sentinel's <c>alertDetailsOverride</c>. A column that is empty leaves what the rule says.</summary>
/// <param name="NameFormat">Title, with <c>{{Column}}</c> for values of the first row; null leaves the rule's name.</param>
/// <param name="DescriptionFormat">Description, likewise.</param>
/// <param name="SeverityColumn">Column that holds the severity.</param>
/// <param name="TacticsColumn">Column that holds the tactics.</param>
/// <param name="Properties">Further properties of the alert (<c>AlertLink</c>, <c>ConfidenceScore</c>, <c>ProductName</c>, …) with the column that holds each.</param>
public sealed record AlertDetails(string? NameFormat, string? DescriptionFormat, string? SeverityColumn, string? TacticsColumn, IReadOnlyDictionary<string, string> Properties);
