using Matoi.Storage.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Detect.Streaming;

/// <summary>Lists the packs of Sigma rules with what of them runs: IR-3.</summary>
public sealed class ListRulePacks(StreamRules rules, IDbContextFactory<MatoiDb> databases)
{
    /// <summary>A pack. Only rules that can alert are counted.</summary>
    /// <param name="Name">Its name; <see cref="RulePack.Shipped"/> for the program's own.</param>
    /// <param name="License">Licence of its rules; empty when nobody said.</param>
    /// <param name="Mode">Where its rules are unless one was moved; null goes by their status.</param>
    /// <param name="Rules">How many there are.</param>
    /// <param name="Draft">Those that do not run.</param>
    /// <param name="Shadow">Those that count their hits.</param>
    /// <param name="Live">Those whose hits become alerts.</param>
    /// <param name="Muted">Those muted until a time.</param>
    /// <param name="Moved">Those that people have put where they are: they do not follow the pack.</param>
    /// <param name="Ready">Those that would alert were the whole pack Live; of what follows the pack, the others count in shadow then or stay drafts.</param>
    public sealed record Pack(string Name, string License, StreamMode? Mode, int Rules, int Draft, int Shadow, int Live, int Muted, int Moved, int Ready);

    /// <summary>All packs, the program's own first.</summary>
    public async Task<IReadOnlyList<Pack>> HandleAsync(CancellationToken ct)
    {
        var content = rules.Content;
        await using var db = await databases.CreateDbContextAsync(ct);
        var moved = (await db.StreamRules.AsNoTracking().Where(r => r.Mode != null).Select(r => r.Id).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        var byPack = content.Documents.Values.Where(d => d.Rule.Alerts).ToLookup(d => d.Pack.Name, d => d.Rule, StringComparer.Ordinal);
        return [.. content.Packs.Select(pack =>
        {
            var (own, modes) = (byPack[pack.Name].ToList(), byPack[pack.Name].CountBy(r => rules.ModeOf(r.Id)).ToDictionary());
            return new Pack(
                pack.Name, pack.License, pack.Name == RulePack.Shipped ? rules.ShippedMode : pack.Mode, own.Count,
                modes.GetValueOrDefault(StreamMode.Draft), modes.GetValueOrDefault(StreamMode.Shadow), modes.GetValueOrDefault(StreamMode.Live), modes.GetValueOrDefault(StreamMode.Muted),
                own.Count(r => moved.Contains(r.Id)), own.Count(r => moved.Contains(r.Id) ? rules.ModeOf(r.Id) == StreamMode.Live : pack.ModeOf(r) == StreamMode.Live));
        })];
    }

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapGet("/stream-rules/packs", (ListRulePacks list, CancellationToken ct) => list.HandleAsync(ct)).WithSummary("Lists the packs of Sigma rules with what of them runs.");
}
