namespace Matoi.Model.Incidents;

/// <summary>OCSF Incident Finding status.</summary>
public enum IncidentStatus
{
    /// <summary>Nobody has acknowledged it.</summary>
    New = 1,

    /// <summary>Somebody works on it.</summary>
    InProgress = 2,

    /// <summary>Waits for something outside.</summary>
    OnHold = 3,

    /// <summary>The attack is over; the paperwork is not.</summary>
    Resolved = 4,

    /// <summary>Done, with a classification.</summary>
    Closed = 5,
}
