namespace Matoi.Model.Alerts;

/// <summary>Upstream state of an alert, in Sentinel's words.</summary>
public enum AlertStatus
{
    /// <summary>Not looked at upstream.</summary>
    New,

    /// <summary>Being worked on upstream.</summary>
    InProgress,

    /// <summary>Resolved upstream.</summary>
    Resolved,

    /// <summary>Dismissed, archived, muted or suppressed upstream.</summary>
    Dismissed,
}
