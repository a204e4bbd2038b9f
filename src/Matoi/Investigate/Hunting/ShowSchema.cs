using Matoi.Kql;
using Matoi.Model;
using Matoi.Storage.Lake;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Matoi.Investigate.Hunting;

/// <summary>What queries may name, for completion: IR-4.</summary>
public sealed class ShowSchema(LakeKql lake)
{
    /// <summary>A column.</summary>
    /// <param name="Name">Name.</param>
    /// <param name="Type">Type in KQL.</param>
    public sealed record ColumnInfo(string Name, string Type);

    /// <summary>A table. Columns are given for tables with rows; those of the others are asked for one by one.</summary>
    /// <param name="Name">Name.</param>
    /// <param name="Stored">True when the lake has rows of it.</param>
    /// <param name="Columns">Columns; null for a table without rows.</param>
    public sealed record TableInfo(string Name, bool Stored, IReadOnlyList<ColumnInfo>? Columns);

    /// <summary>Everything that can be completed.</summary>
    /// <param name="Tables">Tables, those with rows first.</param>
    /// <param name="Functions">Scalar functions of the language.</param>
    /// <param name="Aggregates">Functions of <c>summarize</c>.</param>
    /// <param name="StoredFunctions">Functions written in KQL, such as <c>_Im_Dns</c>.</param>
    /// <param name="Operators">Words that may follow a pipe.</param>
    /// <param name="Watchlists">Aliases for <c>_GetWatchlist</c>.</param>
    /// <param name="Problems">Lines of schema files that could not be read.</param>
    public sealed record Schema(
        IReadOnlyList<TableInfo> Tables, IReadOnlyList<string> Functions, IReadOnlyList<string> Aggregates, IReadOnlyList<string> StoredFunctions, IReadOnlyList<string> Operators,
        IReadOnlyList<string> Watchlists, IReadOnlyList<Problem> Problems);

    /// <summary>What may be named now.</summary>
    public Schema Handle()
    {
        var (catalog, content) = (lake.Catalog(), lake.Content());
        var stored = catalog.FilledTableNames.ToHashSet(StringComparer.Ordinal);
        return new(
            [.. stored.Order(StringComparer.OrdinalIgnoreCase).Select(n => new TableInfo(n, true, Columns(catalog, n))),
             .. catalog.TableNames.Where(n => !stored.Contains(n)).Order(StringComparer.OrdinalIgnoreCase).Select(n => new TableInfo(n, false, null))],
            KqlLanguage.Functions, KqlLanguage.Aggregates, [.. catalog.FunctionNames.Order(StringComparer.OrdinalIgnoreCase)], KqlLanguage.Operators,
            [.. lake.Watchlists().Select(w => w.Alias)], content.Schemas.Problems);
    }

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/kql/schema", (ShowSchema show) => show.Handle()).WithSummary("Tables, columns, functions and operators for completion.");
        routes.MapGet("/kql/schema/{table}", (string table, LakeKql lake) => Columns(lake.Catalog(), table) is { } columns
            ? Results.Ok(new TableInfo(table, lake.Catalog().FilledTableNames.Contains(table), columns))
            : new Problem("table-not-found", $"there is no table '{table}'", table).ToResult())
            .WithSummary("Columns of one table.");
    }

    private static IReadOnlyList<ColumnInfo>? Columns(KqlCatalog catalog, string table)
        => catalog.FindTable(table)?.Columns.Where(c => !c.Hidden).Select(c => new ColumnInfo(c.Name, ResultFormats.TypeName(c.Type))).ToList();
}
