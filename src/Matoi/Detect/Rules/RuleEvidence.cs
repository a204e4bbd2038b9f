namespace Matoi.Detect.Rules;

/// <summary>Why a rule raised an alert: the rule as it was, its window, and the rows that matched.</summary>
public sealed class RuleEvidence
{
    /// <summary>Most rows that are kept with an alert.</summary>
    public const int MostRows = 50;

    /// <summary>The alert.</summary>
    public required Guid AlertId { get; init; }

    /// <summary>The rule.</summary>
    public required string RuleId { get; init; }

    /// <summary>Its name then.</summary>
    public required string RuleName { get; init; }

    /// <summary>Its version then.</summary>
    public required string Version { get; init; }

    /// <summary>Its query then.</summary>
    public required string Query { get; init; }

    /// <summary>Earliest event that the run saw.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>End of the run's window.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>Rows behind the alert; the first <see cref="MostRows"/> are in <see cref="Rows"/>.</summary>
    public int Matches { get; init; }

    /// <summary>Columns of the result.</summary>
    public required List<string> Columns { get; init; }

    /// <summary>The rows as a JSON array of arrays.</summary>
    public required string Rows { get; init; }

    /// <summary>The rule's custom details: values by name.</summary>
    public Dictionary<string, List<string>> Details { get; init; } = [];
}
