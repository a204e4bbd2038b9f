using System.Text.Json;
using Matoi.Model;
using Matoi.Model.Assets;
using Matoi.Prioritise.Plans;
using Matoi.Prioritise.Scoring;
using Matoi.Storage.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Prioritise.Assets;

/// <summary>
/// Takes in assets from files and inventories: IR-5. The same file again changes nothing; a bad row keeps no other out. Open incidents that name a changed asset are scored
/// again before the answer is given.
/// </summary>
public sealed class ImportAssets(IDbContextFactory<MatoiDb> databases, IEnumerable<Inventory> inventories, PlanStore plan, RescoreIncidents rescore, AssetTurn turn, TimeProvider clock)
{
    private const int AssetsPerTransaction = 500;

    /// <summary>Files to take in.</summary>
    /// <param name="Files">The files.</param>
    /// <param name="Replace">The source that these files together are: what it named before and they do not name is removed. Null: each file is a source by its name, and nothing is removed.</param>
    public sealed record Request(IReadOnlyList<AssetFile>? Files, string? Replace);

    /// <summary>A file.</summary>
    /// <param name="Name">Its name, without folders.</param>
    /// <param name="Text">Its text.</param>
    public sealed record AssetFile(string Name, string Text);

    /// <summary>Something that was not read.</summary>
    /// <param name="Code">Stable code.</param>
    /// <param name="File">The file.</param>
    /// <param name="Place">The line or item.</param>
    /// <param name="Reason">Why.</param>
    public sealed record BadRow(string Code, string File, string Place, string Reason);

    /// <summary>What came of it.</summary>
    /// <param name="Read">Assets in the files.</param>
    /// <param name="Added">New ones.</param>
    /// <param name="Changed">Known ones of which something changed.</param>
    /// <param name="Unchanged">Known ones of which nothing did.</param>
    /// <param name="Removed">Removed, because no source names them any more.</param>
    /// <param name="Bad">Rows that were not read.</param>
    /// <param name="IncidentsMoved">Open incidents whose priority changed.</param>
    /// <param name="Problems">The bad rows, the first 1,000 of a file.</param>
    public sealed record Report(int Read, int Added, int Changed, int Unchanged, int Removed, int Bad, int IncidentsMoved, IReadOnlyList<BadRow> Problems);

    /// <summary>Notes what a source says of an asset now; true when it said something else before.</summary>
    public static bool Decide(Asset asset, string source, FoundAsset found, DateTimeOffset now, TagRules rules)
    {
        asset.Claims = new(asset.Claims) { [source] = new(found, now) };
        return ClassifyAsset.Apply(asset, rules);
    }

    /// <summary>Imports the files.</summary>
    public async Task<(Report? Report, Problem? Problem)> HandleAsync(Request request, string actor, CancellationToken ct)
    {
        using var _ = await turn.TakeAsync(ct);
        if (request.Files is not { Count: > 0 } files || files.Any(f => string.IsNullOrWhiteSpace(f.Name)))
        {
            return (null, new("assets-no-files", "there is nothing to import: name at least one file", "files"));
        }

        var readers = inventories.ToList();
        var documents = files.Select(f => (Source: request.Replace ?? f.Name, Document: AssetFiles.Read(f.Name, f.Text ?? "", readers))).ToList();
        var (counts, touched) = (new Counts(), new HashSet<string>());
        foreach (var chunk in documents.SelectMany(d => d.Document.Assets.Select(a => (d.Source, Asset: a))).DistinctBy(a => (a.Source, a.Asset.Key)).Chunk(AssetsPerTransaction))
        {
            await StoreAsync(chunk, counts, touched, ct);
        }

        var problems = documents.SelectMany(d => d.Document.Problems).ToList();
        var bad = documents.Sum(d => d.Document.Bad);
        if (request.Replace is { } source)
        {
            if (bad == 0)
            {
                await RemoveAsync(source, documents.SelectMany(d => d.Document.Assets).Select(a => a.Key).ToHashSet(), counts, touched, ct);
            }
            else
            {
                problems.Add(new("assets-not-replaced", $"source {source}", "", $"nothing was removed from '{source}', because {bad} rows could not be read and may be the ones that seem to be missing"));
            }
        }

        var moved = await rescore.HandleAsync(touched, actor, $"assets from {string.Join(", ", documents.Select(d => d.Source).Distinct())}", ct);
        return (new(counts.Added + counts.Changed + counts.Unchanged, counts.Added, counts.Changed, counts.Unchanged, counts.Removed, bad, moved, problems), null);
    }

    internal static string Text(FoundAsset found) => JsonSerializer.Serialize(found, JsonColumn.Options);

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapPost("/assets/import", async (Request request, ImportAssets import, HttpContext http, CancellationToken ct) =>
        {
            var (report, problem) = await import.HandleAsync(request, http.Actor(), ct);
            return report is null ? problem.ToResult() : Results.Ok(report);
        }).WithSummary("Takes in assets from CSV, YAML, and the JSON of Azure Resource Graph, the AWS tagging API and Google Cloud Asset Inventory.");

    private async Task StoreAsync((string Source, FoundAsset Asset)[] chunk, Counts counts, HashSet<string> touched, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var keys = chunk.Select(c => c.Asset.Key).Distinct().ToList();
        var known = await db.Assets.Include(a => a.Aliases).Where(a => keys.Contains(a.Key)).ToDictionaryAsync(a => a.Key, ct);
        var now = clock.GetUtcNow();
        foreach (var (source, found) in chunk)
        {
            var isNew = !known.TryGetValue(found.Key, out var asset);
            asset ??= known[found.Key] = db.Assets.Add(new() { Key = found.Key, FirstSeen = now, LastSeen = now }).Entity;
            var before = asset.Aliases.Select(a => a.Alias).ToList();
            var changed = Decide(asset, source, found, now, plan.Current.TagRules);
            (counts.Added, counts.Changed, counts.Unchanged) = (counts.Added + (isNew ? 1 : 0), counts.Changed + (!isNew && changed ? 1 : 0), counts.Unchanged + (!isNew && !changed ? 1 : 0));
            if (isNew || changed)
            {
                touched.UnionWith(before.Concat(asset.Aliases.Select(a => a.Alias)));
            }
        }

        await db.SaveChangesAsync(ct);
    }

    private async Task RemoveAsync(string source, HashSet<string> named, Counts counts, HashSet<string> touched, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        foreach (var chunk in (await db.Assets.Select(a => a.Key).ToListAsync(ct)).Where(key => !named.Contains(key)).Chunk(AssetsPerTransaction))
        {
            foreach (var asset in (await db.Assets.Include(a => a.Aliases).Where(a => chunk.Contains(a.Key)).ToListAsync(ct)).Where(a => a.Claims.ContainsKey(source)))
            {
                touched.UnionWith(asset.Aliases.Select(a => a.Alias));
                asset.Claims = new(asset.Claims.Where(c => c.Key != source));
                if (asset.Claims.Count == 0)
                {
                    db.Assets.Remove(asset);
                    counts.Removed++;
                }
                else
                {
                    ClassifyAsset.Apply(asset, plan.Current.TagRules);
                    counts.Changed++;
                }
            }

            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
        }
    }

    private sealed class Counts
    {
        public int Added { get; set; }

        public int Changed { get; set; }

        public int Unchanged { get; set; }

        public int Removed { get; set; }
    }
}
