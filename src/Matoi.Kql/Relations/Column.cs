using System.Diagnostics;

namespace Matoi.Kql.Relations;

/// <summary>How a column's values lie in the engine before any expression has touched them.</summary>
public enum ColumnForm
{
    /// <summary>As expressions of the type are emitted everywhere (see <see cref="Sql.DuckDbTypes"/>).</summary>
    Canonical,

    /// <summary>A datetime kept as the engine's own timestamp, so that the engine can skip what lies outside a window.</summary>
    Timestamp,

    /// <summary>Text whose empty value may be NULL.</summary>
    NullableText,
}

/// <summary>A column of a relation. Identity is the object; two relations may have columns of the same name.</summary>
/// <param name="name">The name in KQL, case-sensitive.</param>
/// <param name="type">The type in KQL.</param>
/// <param name="sql">The name in SQL: unique among the columns of one relation without regard to case.</param>
/// <param name="form">How its values lie.</param>
[DebuggerDisplay("{Name}:{Type}")]
public sealed class Column(string name, KqlType type, string sql, ColumnForm form = ColumnForm.Canonical)
{
    /// <summary>The name in KQL, case-sensitive.</summary>
    public string Name { get; } = name;

    /// <summary>The type in KQL.</summary>
    public KqlType Type { get; } = type;

    /// <summary>The name in SQL.</summary>
    public string Sql { get; } = sql;

    /// <summary>How its values lie.</summary>
    public ColumnForm Form { get; } = form;

    /// <summary>For a column that <c>parse_json</c> makes of another one, that other: a path into it can start there, without writing the JSON anew.</summary>
    public Column? ParsedFrom { get; init; }
}

/// <summary>A sort key: a column of the relation, hidden or not.</summary>
/// <param name="Column">The column.</param>
/// <param name="Ascending">False is Kusto's default.</param>
/// <param name="NullsFirst">Where nulls stand; Kusto's default is first when ascending, last when descending.</param>
public sealed record SortKey(Column Column, bool Ascending, bool NullsFirst);
