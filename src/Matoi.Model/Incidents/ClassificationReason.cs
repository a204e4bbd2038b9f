namespace Matoi.Model.Incidents;

/// <summary>Microsoft Sentinel's reason behind a classification; each belongs to one classification.</summary>
public enum ClassificationReason
{
    /// <summary>None needed (Undetermined).</summary>
    None,

    /// <summary>TruePositive: suspicious activity.</summary>
    SuspiciousActivity,

    /// <summary>BenignPositive: suspicious but expected.</summary>
    SuspiciousButExpected,

    /// <summary>FalsePositive: the alert's logic is wrong.</summary>
    IncorrectAlertLogic,

    /// <summary>FalsePositive: the data is wrong.</summary>
    InaccurateData,
}
