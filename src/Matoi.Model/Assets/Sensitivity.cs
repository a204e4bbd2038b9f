namespace Matoi.Model.Assets;

/// <summary>How much harm it does when an asset's data gets out.</summary>
public enum Sensitivity
{
    /// <summary>Nobody has said.</summary>
    Unknown = 0,

    /// <summary>Anybody may read it.</summary>
    Public = 1,

    /// <summary>For the organisation.</summary>
    Internal = 2,

    /// <summary>For those who need it.</summary>
    Confidential = 3,

    /// <summary>Under law or contract: personal data, cards, health, secrets.</summary>
    Restricted = 4,
}
