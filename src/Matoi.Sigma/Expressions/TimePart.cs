namespace Matoi.Sigma.Expressions;

/// <summary>A part of a date, by the time modifiers of Sigma 2.1.</summary>
public enum TimePart
{
    /// <summary>0–59.</summary>
    Minute,

    /// <summary>0–23.</summary>
    Hour,

    /// <summary>1–31.</summary>
    Day,

    /// <summary>ISO 8601 week, 1–53.</summary>
    Week,

    /// <summary>1–12.</summary>
    Month,

    /// <summary>The year.</summary>
    Year,
}
