namespace Matoi.Model.Incidents;

/// <summary>Microsoft Sentinel's closing classification.</summary>
public enum Classification
{
    /// <summary>It cannot be said.</summary>
    Undetermined,

    /// <summary>A real attack or violation.</summary>
    TruePositive,

    /// <summary>It happened, and was meant to.</summary>
    BenignPositive,

    /// <summary>It did not happen as claimed.</summary>
    FalsePositive,
}
