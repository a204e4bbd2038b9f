using Matoi.Model.Entities;

namespace Matoi.Model.Sources;

/// <summary>Whom and what a log record is about, for alerts that rules raise on it.</summary>
/// <param name="Entities">The things it names, the acting account first, each once.</param>
/// <param name="CloudAccount">AWS account, Azure subscription (tenant for Entra ID and Microsoft 365) or Google project that it happened in; empty when it does not say.</param>
/// <param name="Region">Region or location; empty when it does not say.</param>
public sealed record RecordSubject(IReadOnlyList<Entity> Entities, string CloudAccount = "", string Region = "")
{
    /// <summary>Most things that one record is said to be about.</summary>
    public const int Most = 20;

    /// <summary>Nothing.</summary>
    public static RecordSubject None { get; } = new([]);

    /// <summary>The subject with those of the things that are there, each once and the first <see cref="Most"/> only.</summary>
    public static RecordSubject Of(IEnumerable<Entity?> entities, string? account = null, string? region = null)
        => new([.. entities.OfType<Entity>().DistinctBy(e => e.Key).Take(Most)], account ?? "", region ?? "");
}
