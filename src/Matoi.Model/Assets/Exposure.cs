namespace Matoi.Model.Assets;

/// <summary>Whether the internet reaches an asset.</summary>
public enum Exposure
{
    /// <summary>The source does not say.</summary>
    Unknown = 0,

    /// <summary>Reached from inside only.</summary>
    Private = 1,

    /// <summary>Reached from the internet: a public address, or public access to its data.</summary>
    Public = 2,
}
