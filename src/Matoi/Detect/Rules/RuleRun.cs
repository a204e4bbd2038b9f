namespace Matoi.Detect.Rules;

/// <summary>One run of a rule.</summary>
public sealed class RuleRun
{
    /// <summary>Row id.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The rule.</summary>
    public required string RuleId { get; init; }

    /// <summary>Version of the rule that ran.</summary>
    public string Version { get; init; } = "";

    /// <summary>When it started.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>Earliest event that it saw.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>End of the window before: what lies behind it was new to this run.</summary>
    public required DateTimeOffset Previous { get; init; }

    /// <summary>End of its window, which it does not include; <c>now()</c> in the query.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>Who asked for it.</summary>
    public RunCause Cause { get; init; }

    /// <summary>How it went.</summary>
    public RunOutcome Outcome { get; set; }

    /// <summary>Milliseconds of the query.</summary>
    public long Milliseconds { get; set; }

    /// <summary>Rows of the result.</summary>
    public int Rows { get; set; }

    /// <summary>Rows that an earlier run had found already.</summary>
    public int KnownRows { get; set; }

    /// <summary>Alerts it raised.</summary>
    public int Alerts { get; set; }

    /// <summary>Why it failed, or what a reader should know; null when there is nothing.</summary>
    public string? Message { get; set; }
}

/// <summary>Why a run took place.</summary>
public enum RunCause
{
    /// <summary>It was due.</summary>
    Schedule,

    /// <summary>One run in the place of many that were missed.</summary>
    CatchUp,

    /// <summary>A person asked for it.</summary>
    Manual,
}

/// <summary>How a run went.</summary>
public enum RunOutcome
{
    /// <summary>The query ran.</summary>
    Succeeded,

    /// <summary>The query failed; the window is looked at again.</summary>
    Failed,
}
