namespace Matoi.Model.Assets;

/// <summary>How much depends on an asset.</summary>
public enum Criticality
{
    /// <summary>Nobody has said.</summary>
    Unknown = 0,

    /// <summary>Nothing depends on it.</summary>
    Negligible = 1,

    /// <summary>A few people would notice.</summary>
    Low = 2,

    /// <summary>Work of a team stops without it.</summary>
    Medium = 3,

    /// <summary>A service that customers use stops without it.</summary>
    High = 4,

    /// <summary>The business stops without it.</summary>
    Critical = 5,
}
