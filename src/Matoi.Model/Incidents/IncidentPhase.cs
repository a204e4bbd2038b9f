namespace Matoi.Model.Incidents;

/// <summary>NIST SP 800-61 phase that an incident is in.</summary>
public enum IncidentPhase
{
    /// <summary>Detected, not yet looked at.</summary>
    Detect,

    /// <summary>Being understood.</summary>
    Analyse,

    /// <summary>Being stopped from spreading.</summary>
    Contain,

    /// <summary>Being removed.</summary>
    Eradicate,

    /// <summary>Being brought back to normal.</summary>
    Recover,

    /// <summary>Being learnt from.</summary>
    Learn,
}
