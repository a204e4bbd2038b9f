namespace Matoi.Detect.Rules;

/// <summary>A row that a rule has raised an alert for: while windows overlap, the same row raises no second one.</summary>
public sealed class RuleSighting
{
    /// <summary>The rule.</summary>
    public required string RuleId { get; init; }

    /// <summary>Hash of the row.</summary>
    public required Guid Row { get; init; }

    /// <summary>End of the window in which it was found: a window that begins at or after it cannot hold the same events.</summary>
    public DateTimeOffset SeenTo { get; set; }

    /// <summary>When no window can overlap any more.</summary>
    public DateTimeOffset Expires { get; set; }
}
