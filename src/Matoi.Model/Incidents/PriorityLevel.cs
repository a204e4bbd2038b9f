namespace Matoi.Model.Incidents;

/// <summary>The priority in the words of a service-level agreement; the plan says from which score each begins.</summary>
public enum PriorityLevel
{
    /// <summary>Everybody, now.</summary>
    P1 = 1,

    /// <summary>Next.</summary>
    P2 = 2,

    /// <summary>Today.</summary>
    P3 = 3,

    /// <summary>This week.</summary>
    P4 = 4,

    /// <summary>When there is time.</summary>
    P5 = 5,
}
