namespace Matoi.Model.Incidents;

/// <summary>What a timeline entry tells.</summary>
public enum TimelineKind
{
    /// <summary>The incident was opened.</summary>
    Opened,

    /// <summary>An alert joined, with the reason.</summary>
    AlertJoined,

    /// <summary>An alert of the incident changed upstream (count, severity, status).</summary>
    AlertChanged,

    /// <summary>Severity or priority changed, with the reasons.</summary>
    Prioritised,

    /// <summary>The owner changed.</summary>
    Assigned,

    /// <summary>The status or phase changed.</summary>
    StatusChanged,

    /// <summary>A person wrote something.</summary>
    Comment,

    /// <summary>Closed with a classification.</summary>
    Closed,

    /// <summary>Opened again after closing.</summary>
    Reopened,

    /// <summary>A query was run for it; the details have the query, its range, and the number and hash of its rows.</summary>
    Hunted,

    /// <summary>Title, summary, severity, labels, roles or other fields were edited; the details have every field with its value before and after.</summary>
    Edited,

    /// <summary>Incidents became one.</summary>
    Merged,

    /// <summary>Alerts left for an incident of their own.</summary>
    Split,

    /// <summary>Alerts were moved to another incident.</summary>
    AlertsMoved,

    /// <summary>An earlier entry was undone.</summary>
    Undone,

    /// <summary>A task was added or changed.</summary>
    TaskChanged,

    /// <summary>A note was written or changed.</summary>
    Noted,
}
