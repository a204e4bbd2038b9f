using Matoi.Model;
using Matoi.Storage.Lake;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Matoi.Detect.Watchlists;

/// <summary>Lists, shows and removes watchlists: IR-3.</summary>
public sealed class ListWatchlists(DuckLake lake)
{
    /// <summary>Rows that are shown of a watchlist.</summary>
    public const int ShownRows = 1000;

    /// <summary>A watchlist with its first rows.</summary>
    /// <param name="Watchlist">The watchlist.</param>
    /// <param name="FirstRows">At most <see cref="ShownRows"/>.</param>
    public sealed record Detail(Watchlist Watchlist, IReadOnlyList<IReadOnlyList<string>> FirstRows);

    /// <summary>All watchlists by alias.</summary>
    public IReadOnlyList<Watchlist> Handle() => lake.Watchlists.All();

    /// <summary>One with its first rows; null when there is none of the alias.</summary>
    public Detail? Show(string alias) => lake.Watchlists.Find(alias) is { } list ? new(list, lake.Watchlists.Rows(list, ShownRows)) : null;

    /// <summary>Removes one.</summary>
    public Problem? Remove(string alias) => lake.Watchlists.Remove(alias) ? null : NotFound(alias);

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/watchlists", (ListWatchlists list) => list.Handle()).WithSummary("Watchlists.");
        routes.MapGet("/watchlists/{alias}", (string alias, ListWatchlists list) => list.Show(alias) is { } detail ? Results.Ok(detail) : NotFound(alias).ToResult()).WithSummary("A watchlist with its first 1,000 rows.");
        routes.MapDelete("/watchlists/{alias}", (string alias, ListWatchlists list) => list.Remove(alias).ToResult()).WithSummary("Removes a watchlist.");
    }

    private static Problem NotFound(string alias) => new("watchlist-not-found", $"there is no watchlist '{alias}'; list them with 'matoi watchlists list'", alias);
}
