using System.Text.Json;
using Matoi.Sigma;
using Matoi.Sigma.Reading;

namespace Matoi.Detect.Streaming;

/// <summary>Sigma rules that came together: those of the program, or one folder below <c>rules/</c> in the data folder. Immutable.</summary>
/// <param name="Name">Name of the folder; <see cref="Shipped"/> for the program's own.</param>
/// <param name="License">Licence of the rules, as its author names it; empty when nobody said.</param>
/// <param name="Mode">Where its rules are as long as nobody puts one elsewhere; null goes by their status.</param>
/// <param name="Set">The rules, with paths of files from the folder.</param>
public sealed record RulePack(string Name, string License, StreamMode? Mode, SigmaRuleSet Set)
{
    /// <summary>Name of the pack that comes with the program.</summary>
    public const string Shipped = "matoi";

    private const string About = "pack.json";
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() }, WriteIndented = true };

    private sealed record Description(string License, StreamMode? Mode);

    /// <summary>Where a rule of the pack is as long as nobody puts it elsewhere.</summary>
    public StreamMode ModeOf(SigmaDocument rule) => rule.Status switch
    {
        "deprecated" or "unsupported" => StreamMode.Draft,
        _ when Mode is { } mode => mode,
        "stable" or "" => StreamMode.Live,
        _ => StreamMode.Shadow,
    };

    /// <summary>Reads a pack from its folder.</summary>
    public static RulePack Read(string name, string folder, IEnumerable<string>? parts = null)
    {
        var about = Path.Combine(folder, About);
        var description = File.Exists(about) ? JsonSerializer.Deserialize<Description>(File.ReadAllText(about), Options) : null;
        return new(name, description?.License ?? "", description?.Mode, SigmaReader.ReadFiles((parts ?? [""]).Select(part => Path.Combine(folder, part)).Where(Directory.Exists)));
    }

    /// <summary>Notes in the folder what is known about the pack.</summary>
    public static void Describe(string folder, string license, StreamMode? mode) => File.WriteAllText(Path.Combine(folder, About), JsonSerializer.Serialize(new Description(license, mode), Options));
}
