using System.Text;
using System.Text.RegularExpressions;
using Matoi.Model;
using Matoi.Storage.Lake;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Matoi.Detect.Watchlists;

/// <summary>Stores a CSV file as a watchlist, new or in place of the one of its alias: IR-3.</summary>
public sealed partial class PutWatchlist(DuckLake lake, TimeProvider clock)
{
    /// <summary>Most rows of a watchlist.</summary>
    public const int MostRows = 10_000_000;

    /// <summary>Why an alias or key cannot be; null when they can.</summary>
    public static Problem? Decide(string alias, string? key, IReadOnlyList<string> columns, int rows)
        => !Alias().IsMatch(alias) ? new("watchlist-alias", $"'{alias}' is no alias: 1 to 64 letters, digits, '_', '-' and '.', beginning with a letter or digit", "alias")
            : string.IsNullOrWhiteSpace(key) ? new("watchlist-key", $"say which column is searched by: --key with one of {string.Join(", ", columns)}", "key")
            : !columns.Contains(key) ? new("watchlist-key", $"the file has no column '{key}' to search by; it has {string.Join(", ", columns)}", "key")
            : rows > MostRows ? new("watchlist-too-large", $"the file has {rows:N0} rows, at most {MostRows:N0} fit; keep such data in a table of its own", "file") : null;

    /// <summary>Stores the rows of a CSV.</summary>
    public (Watchlist? List, Problem? Problem) Handle(string alias, string? key, string csv, string actor)
    {
        var (columns, rows, problem) = WatchlistCsv.Read(csv);
        problem ??= Decide(alias, key, columns, rows.Count);
        return problem is null ? (lake.Watchlists.Put(alias, key!, columns, rows, clock.GetUtcNow(), actor), null) : (null, problem);
    }

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapPut("/watchlists/{alias}", async (string alias, string? key, PutWatchlist put, HttpContext http, CancellationToken ct) =>
        {
            using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
            var (list, problem) = put.Handle(alias, key, await reader.ReadToEndAsync(ct), http.Actor());
            return list is null ? problem.ToResult() : Results.Ok(list);
        }).WithSummary("Stores the CSV in the body as a watchlist; ?key=COLUMN names the column of SearchKey.");

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$")]
    private static partial Regex Alias();
}
