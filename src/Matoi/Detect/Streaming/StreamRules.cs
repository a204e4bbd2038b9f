using Matoi.Storage;
using Matoi.Storage.State;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Detect.Streaming;

/// <summary>The Sigma rules of this installation: what there is, what runs, and where each rule is in its life. Read when first asked for, and again after a change.</summary>
public sealed class StreamRules(DataFolder folder, IDbContextFactory<MatoiDb> databases, TimeProvider clock)
{
    private readonly Lock _loading = new();
    private volatile Loaded? _loaded;

    private sealed record Loaded(RuleLibrary Content, StreamProgram Program, IReadOnlyDictionary<string, (StreamMode Mode, DateTimeOffset? Until)> Modes, string Signature);

    /// <summary>Everything that is here.</summary>
    public RuleLibrary Content => Current().Content;

    /// <summary>What runs.</summary>
    public StreamProgram Program => Current().Program;

    /// <summary>Where a rule is now; a rule whose time of being muted is over is live.</summary>
    public StreamMode ModeOf(string id)
    {
        var (mode, until) = Current().Modes.GetValueOrDefault(id, (StreamMode.Draft, null));
        return mode == StreamMode.Muted && until <= clock.GetUtcNow() ? StreamMode.Live : mode;
    }

    /// <summary>End of a rule's being muted; null when it is not.</summary>
    public DateTimeOffset? MutedUntil(string id) => ModeOf(id) == StreamMode.Muted ? Current().Modes[id].Until : null;

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
        var content = RuleLibrary.Load(folder);
        using var db = databases.CreateDbContext();
        var decided = db.StreamRules.AsNoTracking().Where(r => r.Mode != null).ToDictionary(r => r.Id, r => (Mode: r.Mode!.Value, Until: r.MutedUntil), StringComparer.Ordinal);
        var modes = content.Documents.ToDictionary(d => d.Key, d => decided.TryGetValue(d.Key, out var mode) ? mode : (d.Value.Pack.ModeOf(d.Value.Rule), null), StringComparer.Ordinal);
        return new(content, content.Compile((_, rule) => modes[rule.Id].Item1 != StreamMode.Draft), modes, signature);
    }

    private string Signature() => !Directory.Exists(folder.Rules) ? ""
        : string.Join('\n', new DirectoryInfo(folder.Rules).EnumerateFiles("*", SearchOption.AllDirectories).Select(f => $"{f.FullName} {f.Length} {f.LastWriteTimeUtc.Ticks}").Order(StringComparer.Ordinal));
}
