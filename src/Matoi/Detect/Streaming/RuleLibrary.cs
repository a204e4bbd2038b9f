using Matoi.Sigma;
using Matoi.Sigma.Mapping;
using Matoi.Storage;

namespace Matoi.Detect.Streaming;

/// <summary>All Sigma rules that are here, and where log sources keep their fields. Immutable.</summary>
/// <param name="Packs">The program's own rules first, then the others by name; of two documents with one id the first counts.</param>
/// <param name="Mappings">Log sources.</param>
public sealed record RuleLibrary(IReadOnlyList<RulePack> Packs, LogSourceMappings Mappings)
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "content");
    private static readonly Lazy<RuleLibrary> OfProgram = new(() => new([RulePack.Read(RulePack.Shipped, ShippedFolder, Clouds())], LogSourceMappings.ReadFiles([Path.Combine(Root, "logsources")])));

    /// <summary>Where the program's own rules lie.</summary>
    public static string ShippedFolder => Path.Combine(Root, "rules");

    private static readonly Lazy<StreamProgram> OfProgramCompiled = new(() => Shipped().Compile((pack, rule) => pack.ModeOf(rule) != StreamMode.Draft));

    /// <summary>Rules and correlations by id, each with its pack.</summary>
    public IReadOnlyDictionary<string, (RulePack Pack, SigmaDocument Rule)> Documents { get; } = Packs
        .SelectMany(pack => pack.Set.Rules.Cast<SigmaDocument>().Concat(pack.Set.Correlations).Select(rule => (Pack: pack, Rule: rule)))
        .DistinctBy(d => d.Rule.Id, StringComparer.Ordinal).ToDictionary(d => d.Rule.Id, StringComparer.Ordinal);

    /// <summary>The program's own rules as their status says, compiled once.</summary>
    public static StreamProgram ShippedProgram => OfProgramCompiled.Value;

    /// <summary>The rules and log sources that come with the program, read once.</summary>
    public static RuleLibrary Shipped() => OfProgram.Value;

    /// <summary>Those and the packs of a data folder, read anew.</summary>
    public static RuleLibrary Load(DataFolder folder)
    {
        var shipped = Shipped();
        var packs = Directory.Exists(folder.Rules) ? Directory.EnumerateDirectories(folder.Rules).Order(StringComparer.Ordinal).Select(path => RulePack.Read(Path.GetFileName(path), path)).ToList() : [];
        return packs.Count > 0 ? new([.. shipped.Packs, .. packs], shipped.Mappings) : shipped;
    }

    /// <summary>The program of the rules that a person or their pack lets run.</summary>
    /// <param name="runs">Whether a rule runs.</param>
    public StreamProgram Compile(Func<RulePack, SigmaDocument, bool> runs)
    {
        var correlations = Documents.Values.Where(d => d.Rule is SigmaCorrelation && runs(d.Pack, d.Rule)).Select(d => (SigmaCorrelation)d.Rule).ToList();
        var taken = correlations.SelectMany(c => c.Rules).ToHashSet(StringComparer.Ordinal);

        // A correlation of correlations needs those that it takes, whatever became of them.
        var all = Documents.Values.Select(d => d.Rule).OfType<SigmaCorrelation>().ToDictionary(c => c.Id, StringComparer.Ordinal);
        for (var i = 0; i < correlations.Count; i++)
        {
            foreach (var inner in correlations[i].Rules.Where(id => all.ContainsKey(id) && !correlations.Exists(c => c.Id == id)).ToList())
            {
                correlations.Add(all[inner]);
                taken.UnionWith(all[inner].Rules);
            }
        }

        return new(Documents.Values.Where(d => d.Rule is SigmaRule rule && (taken.Contains(rule.Id) || rule.Alerts && runs(d.Pack, rule))).Select(d => (SigmaRule)d.Rule), correlations, Mappings);
    }

    // The KQL rules beside them are other files of YAML.
    private static IEnumerable<string> Clouds()
        => Directory.Exists(ShippedFolder) ? Directory.EnumerateDirectories(ShippedFolder).Select(Path.GetFileName).OfType<string>().Where(name => name != "kql").Order(StringComparer.Ordinal) : [];
}
