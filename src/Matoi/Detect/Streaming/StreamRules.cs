using Matoi.Sigma;
using Matoi.Storage;
using Matoi.Storage.State;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Detect.Streaming;

/// <summary>The Sigma rules of this installation: what there is, what runs, and where each rule is in its life. Read when first asked for, and again after a change.</summary>
public sealed class StreamRules(DataFolder folder, IDbContextFactory<MatoiDb> databases, TimeProvider clock)
{
    /// <summary>Id under which the program's own rules are moved all at once; as long as nobody does, each runs as its status says.</summary>
    public const string ShippedPack = "pack.matoi";

    private readonly Lock _loading = new();
    private volatile Loaded? _loaded;

    private sealed record Loaded(Lazy<RuleLibrary> Content, Lazy<StreamProgram> Program, Lazy<Dictionary<string, (StreamMode Mode, DateTimeOffset? Until)>> Modes, StreamMode Shipped, string Signature);

    /// <summary>Everything that is here.</summary>
    public RuleLibrary Content => Current().Content.Value;

    /// <summary>What runs.</summary>
    public StreamProgram Program => Current().Program.Value;

    /// <summary>Where the program's own rules were put all at once; Live before somebody has.</summary>
    public StreamMode ShippedMode => Current().Shipped;

    /// <summary>Where a rule is now; a rule whose time of being muted is over is live.</summary>
    public StreamMode ModeOf(string id)
    {
        var (mode, until) = Current().Modes.Value.GetValueOrDefault(id, (StreamMode.Draft, null));
        return mode == StreamMode.Muted && until <= clock.GetUtcNow() ? StreamMode.Live : mode;
    }

    /// <summary>End of a rule's being muted; null when it is not.</summary>
    public DateTimeOffset? MutedUntil(string id) => ModeOf(id) == StreamMode.Muted ? Current().Modes.Value[id].Until : null;

    /// <summary>Reads everything anew; what is being matched ends with the rules that it began with.</summary>
    public void Reload()
    {
        lock (_loading)
        {
            _loaded = Load();
        }
    }

    /// <summary>Reads everything anew when files of rules have come, gone or changed; true when they have.</summary>
    public bool ReloadIfChanged()
    {
        if (_loaded is not { } loaded || loaded.Signature == Signature())
        {
            return false;
        }

        Reload();
        return true;
    }

    private Loaded Current()
    {
        if (_loaded is { } loaded)
        {
            return loaded;
        }

        lock (_loading)
        {
            return _loaded ??= Load();
        }
    }

    private Loaded Load()
    {
        var signature = Signature();
        using var db = databases.CreateDbContext();
        var decided = db.StreamRules.AsNoTracking().Where(r => r.Mode != null).ToDictionary(r => r.Id, r => (Mode: r.Mode!.Value, Until: r.MutedUntil), StringComparer.Ordinal);
        var shipped = decided.TryGetValue(ShippedPack, out var pack) ? pack.Mode : StreamMode.Live;
        var content = new Lazy<RuleLibrary>(() => RuleLibrary.Load(folder));
        var modes = new Lazy<Dictionary<string, (StreamMode Mode, DateTimeOffset? Until)>>(() => content.Value.Documents.ToDictionary(
            d => d.Key, d => decided.TryGetValue(d.Key, out var mode) ? mode : (Begin(d.Value.Pack, d.Value.Rule, shipped), null), StringComparer.Ordinal));

        // Reading many rules takes a second, which nobody shall wait for who reads no records.
        var program = new Lazy<StreamProgram>(() => decided.Count == 0 && signature.Length == 0
            ? RuleLibrary.ShippedProgram
            : content.Value.Compile((_, rule) => modes.Value[rule.Id].Mode != StreamMode.Draft));
        return new(content, program, modes, shipped, signature);
    }

    // As their own status says, but no further than where the whole pack was put.
    private static StreamMode Begin(RulePack pack, SigmaDocument rule, StreamMode shipped) => pack.ModeOf(rule) switch
    {
        var own when pack.Name != RulePack.Shipped || shipped == StreamMode.Live => own,
        StreamMode.Draft => StreamMode.Draft,
        _ => shipped == StreamMode.Draft ? StreamMode.Draft : StreamMode.Shadow,
    };

    private string Signature() => !Directory.Exists(folder.Rules) ? ""
        : string.Join('\n', new DirectoryInfo(folder.Rules).EnumerateFiles("*", SearchOption.AllDirectories).Select(f => $"{f.FullName} {f.Length} {f.LastWriteTimeUtc.Ticks}").Order(StringComparer.Ordinal));
}
