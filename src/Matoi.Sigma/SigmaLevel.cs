namespace Matoi.Sigma;

/// <summary>How bad what a rule finds is.</summary>
public enum SigmaLevel
{
    /// <summary>Enriches other finds, alerts nobody.</summary>
    Informational,

    /// <summary>Notable, rarely an incident alone.</summary>
    Low,

    /// <summary>To be looked at.</summary>
    Medium,

    /// <summary>To be looked at soon; the default here for rules that say nothing is <see cref="Medium"/>.</summary>
    High,

    /// <summary>Nearly always an incident.</summary>
    Critical,
}
