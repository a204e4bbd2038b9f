using Matoi.Kql;
using Matoi.Kql.Relations;
using Matoi.Kql.Sql;

namespace Matoi.Storage.Lake;

/// <summary>
/// A table's columns as queries see them: what is stored, with the published type where there is one, then what is known by the published schema only. Columns
/// whose name starts with an underscore are found by name but are not part of the rows, as in Log Analytics.
/// </summary>
internal static class LakeColumns
{
    /// <summary>The columns of a table.</summary>
    /// <param name="table">Its name.</param>
    /// <param name="stored">Columns of the lake with their types there; empty when nothing is stored.</param>
    /// <param name="schema">Published columns; null when there is no schema.</param>
    public static IReadOnlyList<TableColumn> Of(string table, IReadOnlyList<StoredColumn> stored, IReadOnlyList<(string Name, KqlType Type)>? schema)
    {
        var published = (schema ?? []).ToDictionary(c => c.Name, c => c.Type, StringComparer.Ordinal);
        var columns = stored.Where(c => !IsHidden(c.Name)).Select(c => Stored(c, published.GetValueOrDefault(c.Name, c.Type))).ToList();
        var known = stored.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        columns.AddRange((schema ?? []).Where(c => !known.Contains(c.Name) && c.Name is not ("Type" or "_ItemId")).Select(c => new TableColumn(c.Name, c.Type, Absent(c.Type), Stored: false, Hidden: IsHidden(c.Name))));
        if (stored.Count > 0 && !known.Contains("Type"))
        {
            columns.Add(new("Type", KqlType.String, Expression: Text(table)));
        }
        else if (published.ContainsKey("Type") && !known.Contains("Type"))
        {
            columns.Add(new("Type", KqlType.String, Stored: false));
        }

        columns.AddRange(stored.Where(c => IsHidden(c.Name)).Select(c => Stored(c, c.Type) with { Hidden = true }));
        columns.Add(known.Contains("_Id") ? new("_ItemId", KqlType.String, Expression: "CAST(\"_Id\" AS VARCHAR)", Hidden: true) : new("_ItemId", KqlType.String, Stored: false, Hidden: true));
        return columns;
    }

    private static bool IsHidden(string name) => name.StartsWith('_') && name != "_ResourceId";

    private static ColumnForm Absent(KqlType type) => type == KqlType.DateTime ? ColumnForm.Timestamp : ColumnForm.Canonical;

    private static TableColumn Stored(StoredColumn column, KqlType type)
    {
        var form = type switch { KqlType.DateTime => ColumnForm.Timestamp, KqlType.String => ColumnForm.NullableText, _ => ColumnForm.Canonical };
        return new(column.Name, type, form, Expression: column.Expression ?? (column.Type == type ? null : Converted(DuckDbTypes.Quote(column.Name), column.Type, type)));
    }

    /// <summary>SQL that reads a column of one type as another; what does not convert is null.</summary>
    private static string Converted(string column, KqlType from, KqlType to) => (from, to) switch
    {
        (KqlType.Dynamic, KqlType.String) => $"TRY(json_extract_string({column}, '$'))",
        (KqlType.String, KqlType.Dynamic) => $"nullif(CASE WHEN json_valid({column}) THEN CAST(json({column}) AS VARCHAR) WHEN {column} = '' THEN NULL ELSE CAST(to_json({column}) AS VARCHAR) END, 'null')",
        (_, KqlType.Dynamic) => $"CAST(to_json({column}) AS VARCHAR)",
        (KqlType.Dynamic, _) => Converted($"TRY(json_extract_string({column}, '$'))", KqlType.String, to),
        (_, KqlType.String) => $"CAST({column} AS VARCHAR)",
        (_, KqlType.Guid) => $"CAST(TRY_CAST({column} AS UUID) AS VARCHAR)",
        (_, KqlType.DateTime) => $"TRY_CAST({column} AS TIMESTAMP)",
        (_, KqlType.TimeSpan) => "CAST(NULL AS BIGINT)",
        _ => $"TRY_CAST({column} AS {DuckDbTypes.Sql(to)})",
    };

    private static string Text(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
