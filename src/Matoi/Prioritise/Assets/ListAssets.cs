using Matoi.Model;
using Matoi.Model.Assets;
using Matoi.Storage.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Prioritise.Assets;

/// <summary>Lists assets, the most critical first, and shows one: IR-5.</summary>
public sealed class ListAssets(IDbContextFactory<MatoiDb> databases)
{
    /// <summary>What to list; null does not narrow.</summary>
    /// <param name="Cloud">The cloud.</param>
    /// <param name="MinCriticality">This criticality and above.</param>
    /// <param name="Text">Part of the key, name, type, account or owner.</param>
    /// <param name="Skip">Rows to pass over. Default 0.</param>
    /// <param name="Take">Rows at most. Default 100, at most 1000.</param>
    public sealed record Request(Cloud? Cloud, Criticality? MinCriticality, string? Text, int? Skip, int? Take);

    /// <summary>A page of assets.</summary>
    /// <param name="Assets">The rows.</param>
    /// <param name="Total">Assets that match.</param>
    public sealed record Page(IReadOnlyList<Asset> Assets, int Total);

    /// <summary>The assets.</summary>
    public async Task<Page> HandleAsync(Request request, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        IQueryable<Asset> assets = db.Assets.AsNoTracking();
        assets = request.Cloud is { } cloud ? assets.Where(a => a.Cloud == cloud) : assets;
        assets = request.MinCriticality is { } criticality ? assets.Where(a => a.Criticality >= criticality) : assets;
        if (request.Text is { Length: > 0 } text)
        {
            var pattern = $"%{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
            assets = assets.Where(a => EF.Functions.Like(a.Key, pattern, "\\") || EF.Functions.Like(a.Name, pattern, "\\") || EF.Functions.Like(a.Type, pattern, "\\")
                || EF.Functions.Like(a.Account, pattern, "\\") || EF.Functions.Like(a.Owner, pattern, "\\"));
        }

        var total = await assets.CountAsync(ct);
        return new(await assets.OrderByDescending(a => a.Criticality).ThenByDescending(a => a.Sensitivity).ThenBy(a => a.Key)
            .Skip(Math.Max(0, request.Skip ?? 0)).Take(Math.Clamp(request.Take ?? 100, 1, 1000)).ToListAsync(ct), total);
    }

    /// <summary>The asset of that key or, when there is none, the only one with that alias or id; null when there is none, or more than one may be meant.</summary>
    public async Task<Asset?> ShowAsync(string key, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await db.Assets.AsNoTracking().Include(a => a.Aliases).Where(a => a.Key == key || a.Id == key || a.Aliases.Any(x => x.Alias == key)).Take(2).ToListAsync(ct);
        return found.Find(a => a.Key == key) ?? (found.Count == 1 ? found[0] : null);
    }

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/assets", async ([AsParameters] Request request, ListAssets list, HttpResponse response, CancellationToken ct) =>
        {
            var page = await list.HandleAsync(request, ct);
            response.Headers["X-Total-Count"] = page.Total.ToString();
            return page.Assets.Select(AssetView.Of);
        }).WithSummary("Assets, the most critical first; the header X-Total-Count tells how many match.");
        routes.MapGet("/assets/one", async (string key, ListAssets list, CancellationToken ct) => await list.ShowAsync(key, ct) is { } asset
            ? Results.Ok(AssetDetail.Of(asset))
            : new Problem("asset-not-found", $"there is no asset, or more than one, of the key '{key}'; list them with 'matoi assets list --text …'", key).ToResult())
            .WithSummary("One asset by ?key=, with its sources, aliases and the rules that classify it.");
    }
}
