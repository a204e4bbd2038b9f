using Matoi.Model;

namespace Matoi.Detect.Rules;

/// <summary>A rule as this installation has it: its definition, whether it runs, and how far it has looked.</summary>
public sealed class RuleState
{
    /// <summary>The rule's own id.</summary>
    public required string Id { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; set; }

    /// <summary>The rule as it was read.</summary>
    public required AnalyticsRule Definition { get; set; }

    /// <summary>The file it came from.</summary>
    public required string File { get; set; }

    /// <summary>The document as written.</summary>
    public required string Text { get; set; }

    /// <summary>Severity, for lists.</summary>
    public Severity Severity { get; set; }

    /// <summary>What is wrong with its query; null when it can be run.</summary>
    public string? Unusable { get; set; }

    /// <summary>True when it runs.</summary>
    public bool Enabled { get; set; }

    /// <summary>Why it was switched off by itself; null when a person decided.</summary>
    public string? SwitchedOff { get; set; }

    /// <summary>End of the last window that was looked at: the next one begins there. Null before the first.</summary>
    public DateTimeOffset? LastEnd { get; set; }

    /// <summary>When it is due; null when it does not run.</summary>
    public DateTimeOffset? NextRun { get; set; }

    /// <summary>It rests until then after an alert; null when it does not.</summary>
    public DateTimeOffset? SuppressedUntil { get; set; }

    /// <summary>When it last ran.</summary>
    public DateTimeOffset? LastRun { get; set; }

    /// <summary>Runs that failed since the last one that did not.</summary>
    public int FailedInRow { get; set; }

    /// <summary>Why the last run failed; null when it did not.</summary>
    public string? LastError { get; set; }

    /// <summary>When it was first added.</summary>
    public DateTimeOffset AddedTime { get; init; }

    /// <summary>When its definition or its being enabled last changed.</summary>
    public DateTimeOffset ModifiedTime { get; set; }

    /// <summary>Who changed it last.</summary>
    public string ModifiedBy { get; set; } = "";

    /// <summary>Grows with each change: of two that run or change the rule at once, the second decides anew.</summary>
    public long Turn { get; set; }
}
