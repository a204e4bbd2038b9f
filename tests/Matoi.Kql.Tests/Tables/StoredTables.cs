namespace Matoi.Kql.Tests.Tables;

/// <summary>A catalog for tests: tables whose rows are a text of SQL, functions, watchlists and files.</summary>
internal sealed class StoredTables : KqlCatalog
{
    private readonly Dictionary<string, TableDefinition> _tables = new(StringComparer.Ordinal);

    /// <summary>Text of stored functions by name.</summary>
    public Dictionary<string, string> Functions { get; init; } = [];

    /// <summary>Watchlists by alias.</summary>
    public Dictionary<string, TableDefinition> Watchlists { get; init; } = [];

    /// <summary>Files by address.</summary>
    public Dictionary<string, string> Files { get; init; } = [];

    /// <inheritdoc/>
    public override IEnumerable<string> TableNames => _tables.Keys;

    /// <inheritdoc/>
    public override IEnumerable<string> FunctionNames => Functions.Keys;

    /// <inheritdoc/>
    public override IEnumerable<string> WatchlistNames => Watchlists.Keys;

    /// <summary>Adds a table; <paramref name="columns"/> such as <c>a:string b:long</c>; <paramref name="rows"/> such as <c>('x', 1), ('y', 2)</c>, null for a table without rows.</summary>
    public StoredTables With(string name, string columns, string? rows)
    {
        _tables[name] = Table(name, columns, rows);
        return this;
    }

    /// <summary>A table.</summary>
    public static TableDefinition Table(string name, string columns, string? rows)
    {
        var list = columns.Split(' ').Select(c => c.Split(':')).Select(c => new TableColumn(c[0], Enum.Parse<KqlType>(c[1], ignoreCase: true), c[1] == "string" ? Relations.ColumnForm.NullableText : c[1] == "datetime" ? Relations.ColumnForm.Timestamp : Relations.ColumnForm.Canonical)).ToList();
        return new(name, list, rows is null ? null : $"(VALUES {rows}) AS t({string.Join(", ", list.Select(c => $"\"{c.Name}\""))})");
    }

    /// <inheritdoc/>
    public override TableDefinition? FindTable(string name) => _tables.GetValueOrDefault(name);

    /// <inheritdoc/>
    public override string? FindFunction(string name) => Functions.GetValueOrDefault(name);

    /// <inheritdoc/>
    public override TableDefinition? FindWatchlist(string alias) => Watchlists.GetValueOrDefault(alias);

    /// <inheritdoc/>
    public override string? ReadExternal(string uri) => Files.GetValueOrDefault(uri);

    /// <summary>Rows as lines, values with a space between them, in order of their text.</summary>
    public string[] Rows(string query) => [.. Kql.Run(query, this).Rows.Select(r => string.Join(" ", r.Select(v => v switch { null => "null", DateTime t => t.ToString("O"), _ => v.ToString() }))).Order(StringComparer.Ordinal)];

    /// <summary>Names of the columns.</summary>
    public string Columns(string query) => string.Join(", ", Kql.Run(query, this).Columns.Select(c => c.Name));
}
