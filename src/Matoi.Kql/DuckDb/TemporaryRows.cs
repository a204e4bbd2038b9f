using System.Collections.Immutable;
using Matoi.Kql.Binding;
using Matoi.Kql.Relations;
using Matoi.Kql.Sql;

namespace Matoi.Kql.DuckDb;

/// <summary>Evaluates parts of a query ahead and keeps rows in temporary tables, which go with the query's connection.</summary>
internal sealed class TemporaryRows(Statements statements, KqlOptions options) : QueryData
{
    private int _tables;

    /// <inheritdoc/>
    public override IReadOnlyList<object?[]> Read(Rel rows)
    {
        var (read, more) = statements.Read(DuckDbEmitter.Emit(rows, options.MaxRows + 1), rows.Columns, options.MaxRows);
        return more ? throw new KqlException("", [new("KQL404", $"an operator that is computed in memory got more than {options.MaxRows} rows; filter before it", default)]) : read;
    }

    /// <inheritdoc/>
    public override Rel Store(IReadOnlyList<(string Name, KqlType Type)> columns, IReadOnlyList<object?[]> rows)
    {
        var made = new Columns();
        var list = columns.Select(c => made.Add(c.Name, c.Type)).ToImmutableArray();
        var order = made.Hidden("row", KqlType.Long);
        var name = $"kql~{_tables++}";
        statements.Append(name, [.. list, order], rows.Select((row, i) => (IReadOnlyList<object?>)[.. row, (long)i]));
        return Scan(name, list, [order], [new(order, Ascending: true, NullsFirst: true)]);
    }

    /// <inheritdoc/>
    public override Rel Keep(Rel rows)
    {
        var all = rows.AllColumns.ToImmutableArray();
        return Kept(new ProjectRel(rows, Binder.Same(all)), rows.Columns, rows.Hidden, rows.Order);
    }

    private Rel Kept(Rel source, ImmutableArray<Column> columns, ImmutableArray<Column> hidden, ImmutableArray<SortKey> order)
    {
        var name = $"kql~{_tables++}";
        statements.Keep(DuckDbTypes.Quote(name), DuckDbEmitter.Emit(source));
        return Scan(name, columns, hidden, order);
    }

    private static ScanRel Scan(string table, ImmutableArray<Column> columns, ImmutableArray<Column> hidden, ImmutableArray<SortKey> order)
        => new($"temp.{DuckDbTypes.Quote(table)}", columns, new HashSet<Column>()) { Hidden = hidden, Order = order, Expressions = columns.Concat(hidden).ToDictionary(c => c, c => DuckDbTypes.Quote(c.Sql)) };
}
