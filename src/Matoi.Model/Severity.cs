namespace Matoi.Model;

/// <summary>OCSF <c>severity_id</c> (0–6): the one severity scale of alerts and incidents.</summary>
public enum Severity
{
    /// <summary>The source did not say.</summary>
    Unknown = 0,

    /// <summary>No action needed.</summary>
    Informational = 1,

    /// <summary>Action needed, not urgently.</summary>
    Low = 2,

    /// <summary>Action needed soon.</summary>
    Medium = 3,

    /// <summary>Action needed now.</summary>
    High = 4,

    /// <summary>Action needed now, broad scope.</summary>
    Critical = 5,

    /// <summary>Action needed, but it is too late for some of it.</summary>
    Fatal = 6,
}
