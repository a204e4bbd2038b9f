using Matoi.Kql.Relations;

namespace Matoi.Kql;

/// <summary>What a query may name: tables, stored functions, watchlists, files. One object serves one query, so that what it says does not change meanwhile.</summary>
public abstract class KqlCatalog
{
    /// <summary>The table of a name, case-sensitive; null when there is none.</summary>
    public abstract TableDefinition? FindTable(string name);

    /// <summary>Names of all tables, for wildcards and for suggestions.</summary>
    public abstract IEnumerable<string> TableNames { get; }

    /// <summary>Names of the tables that have rows: those that a wildcard means when it fits any of them.</summary>
    public virtual IEnumerable<string> FilledTableNames => TableNames;

    /// <summary>The text <c>(parameters) { body }</c> of a stored function; null when there is none.</summary>
    public virtual string? FindFunction(string name) => null;

    /// <summary>Names of stored functions.</summary>
    public virtual IEnumerable<string> FunctionNames => [];

    /// <summary>The rows of a watchlist; null when there is none of the alias.</summary>
    public virtual TableDefinition? FindWatchlist(string alias) => null;

    /// <summary>Aliases of all watchlists, for suggestions.</summary>
    public virtual IEnumerable<string> WatchlistNames => [];

    /// <summary>Text of a file that <c>externaldata</c> names; null when the file is not allowed.</summary>
    public virtual string? ReadExternal(string uri) => null;

    /// <summary>Path of a MaxMind-format file for <c>geo_info_from_ip_address</c>; null when the user has given none.</summary>
    public virtual string? GeoFile => null;
}

/// <summary>A table as queries see it.</summary>
/// <param name="Name">Name in KQL.</param>
/// <param name="Columns">Columns in order.</param>
/// <param name="Source">Quoted name in the engine; null when nothing is stored: the table is empty.</param>
/// <param name="TimeColumn">The column that a query's time range applies to; null for tables without time.</param>
public sealed record TableDefinition(string Name, IReadOnlyList<TableColumn> Columns, string? Source, string? TimeColumn = "TimeGenerated")
{
    /// <summary>Name of the column, where a table has it, that says when a row was stored.</summary>
    public const string IngestColumn = "_IngestTime";

    /// <summary>Columns of <see cref="PathsSource"/> that keep the text at a JSON path of another column, by that column and path.</summary>
    public IReadOnlyDictionary<(string Column, string Path), string> Paths { get; init; } = new Dictionary<(string, string), string>();

    /// <summary>Quoted name of the same rows with the columns of <see cref="Paths"/>; null when there are none.</summary>
    public string? PathsSource { get; init; }
}

/// <summary>A column of a table.</summary>
/// <param name="Name">Name in KQL.</param>
/// <param name="Type">Type in KQL.</param>
/// <param name="Form">How the engine keeps it.</param>
/// <param name="Stored">False: known by schema only, null or empty in every row.</param>
/// <param name="Expression">SQL for a column that is not stored under its own name or type; null when it is.</param>
/// <param name="Hidden">True: no column of the table's rows, but found by its name, as <c>_ItemId</c>.</param>
public sealed record TableColumn(string Name, KqlType Type, ColumnForm Form = ColumnForm.Canonical, bool Stored = true, string? Expression = null, bool Hidden = false);
