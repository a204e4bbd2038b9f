namespace Matoi.Detect.Rules;

/// <summary>How a rule is doing, in one word.</summary>
public enum RuleHealth
{
    /// <summary>Runs, and the last run went well.</summary>
    Healthy,

    /// <summary>Switched on and not run yet.</summary>
    Waiting,

    /// <summary>Rests after an alert, as it is told to.</summary>
    Resting,

    /// <summary>More than two of its periods behind.</summary>
    Late,

    /// <summary>The last run failed; it is tried again.</summary>
    Failing,

    /// <summary>Failed too often and does not run any more.</summary>
    SwitchedOff,

    /// <summary>Its query cannot be run here.</summary>
    Unusable,

    /// <summary>Switched off by a person, or never switched on.</summary>
    Off,
}

/// <summary>Tells a rule's health. Pure.</summary>
public static class RuleHealths
{
    private static readonly TimeSpan LeastLate = TimeSpan.FromMinutes(15);

    /// <summary>The health of a rule now.</summary>
    public static RuleHealth Of(RuleState state, DateTimeOffset now)
        => state.SwitchedOff is not null ? RuleHealth.SwitchedOff
            : !state.Enabled ? state.Unusable is null ? RuleHealth.Off : RuleHealth.Unusable
            : state.FailedInRow > 0 ? RuleHealth.Failing
            : state.SuppressedUntil > now ? RuleHealth.Resting
            : IsLate(state, now) ? RuleHealth.Late
            : state.LastRun is null ? RuleHealth.Waiting : RuleHealth.Healthy;

    private static bool IsLate(RuleState state, DateTimeOffset now)
    {
        var patience = state.Definition.Frequency * 2;
        return state.NextRun + (patience > LeastLate ? patience : LeastLate) < now;
    }
}
