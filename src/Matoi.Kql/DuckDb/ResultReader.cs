using System.Globalization;
using DuckDB.NET.Data;
using Matoi.Kql.Relations;

namespace Matoi.Kql.DuckDb;

/// <summary>Turns the engine's values into those of a result.</summary>
internal static class ResultReader
{
    /// <summary>Rows, at most <paramref name="limit"/>; true when there were more.</summary>
    public static (List<object?[]> Rows, bool More) Read(DuckDBDataReader reader, IReadOnlyList<Column> columns, int limit)
    {
        var rows = new List<object?[]>();
        while (reader.Read())
        {
            if (rows.Count == limit)
            {
                return (rows, true);
            }

            var row = new object?[columns.Count];
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = reader.IsDBNull(i) ? columns[i].Type == KqlType.String ? "" : null : Value(reader, i, columns[i]);
            }

            rows.Add(row);
        }

        return (rows, false);
    }

    private static object? Value(DuckDBDataReader reader, int i, Column column) => column.Type switch
    {
        KqlType.Bool => reader.GetBoolean(i),
        KqlType.Int => reader.GetInt32(i),
        KqlType.Long => reader.GetInt64(i),
        KqlType.Real => reader.GetDouble(i),
        KqlType.Decimal => decimal.TryParse(reader.GetString(i), NumberStyles.Float, CultureInfo.InvariantCulture, out var d) ? d : null,
        KqlType.DateTime when column.Form == ColumnForm.Timestamp => DateTime.SpecifyKind(reader.GetDateTime(i), DateTimeKind.Utc),
        KqlType.DateTime => reader.GetInt64(i) is var ticks && ticks >= 0 && ticks <= DateTime.MaxValue.Ticks ? new DateTime(ticks, DateTimeKind.Utc) : null,
        KqlType.TimeSpan => new TimeSpan(reader.GetInt64(i)),
        KqlType.Guid => Guid.TryParse(reader.GetString(i), out var guid) ? guid : null,
        _ => reader.GetString(i),
    };
}
