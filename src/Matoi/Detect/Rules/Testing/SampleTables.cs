using System.Globalization;
using System.Text.Json;
using DuckDB.NET.Data;
using Matoi.Kql;
using Matoi.Kql.Sql;
using Matoi.Model.Sources;
using Matoi.Storage.Lake;

namespace Matoi.Detect.Rules.Testing;

/// <summary>Fills a database in memory with a test's rows, in the types of the tables' schemas.</summary>
internal static class SampleTables
{
    /// <summary>Creates the tables and says what they hold.</summary>
    /// <param name="connection">The database.</param>
    /// <param name="schemas">Schemas of known tables.</param>
    /// <param name="rows">Rows by table, values as text.</param>
    /// <param name="time">Time of rows that have none.</param>
    public static Dictionary<string, TableDefinition> Fill(DuckDBConnection connection, KqlCatalog schemas, IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>> rows, DateTimeOffset time)
        => rows.ToDictionary(table => table.Key, table => Fill(connection, table.Key, Columns(schemas.FindTable(table.Key), table.Value), table.Value, time));

    private static List<TableColumn> Columns(TableDefinition? schema, IReadOnlyList<IReadOnlyDictionary<string, string>> rows)
    {
        var columns = schema?.Columns.Select(c => new TableColumn(c.Name, c.Type, Hidden: c.Hidden)).ToList() ?? [new("TimeGenerated", KqlType.DateTime)];
        var known = columns.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        columns.AddRange(rows.SelectMany(row => row).Where(cell => known.Add(cell.Key)).Select(cell => new TableColumn(cell.Key, Guess(cell.Value))));
        return columns;
    }

    private static KqlType Guess(string text) => text is ['{' or '[', ..] ? KqlType.Dynamic
        : long.TryParse(text, CultureInfo.InvariantCulture, out _) ? KqlType.Long
        : double.TryParse(text, CultureInfo.InvariantCulture, out _) ? KqlType.Real
        : bool.TryParse(text, out _) ? KqlType.Bool : KqlType.String;

    private static TableDefinition Fill(DuckDBConnection connection, string name, List<TableColumn> columns, IReadOnlyList<IReadOnlyDictionary<string, string>> rows, DateTimeOffset time)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Names are quoted; values are parameters.
        command.CommandText = $"CREATE TABLE {DuckLake.Quote(name)} ({string.Join(", ", columns.Select(c => $"{DuckLake.Quote(c.Name)} {DuckDbTypes.Sql(c.Type)}"))})";
        command.ExecuteNonQuery();
        command.CommandText = $"INSERT INTO {DuckLake.Quote(name)} VALUES ({string.Join(", ", columns.Select((_, i) => $"${i + 1}"))})";
#pragma warning restore CA2100
        foreach (var row in rows)
        {
            command.Parameters.Clear();
            foreach (var column in columns)
            {
                var text = row.GetValueOrDefault(column.Name) ?? (column.Name == "Type" ? name : null);
                command.Parameters.Add(new DuckDBParameter(Value(column, text, time) ?? DBNull.Value));
            }

            command.ExecuteNonQuery();
        }

        return new(name, columns, DuckLake.Quote(name));
    }

    // As the engine keeps each type: instants and lengths of time as ticks, dynamic as JSON, text never null.
    private static object? Value(TableColumn column, string? text, DateTimeOffset time) => column.Type switch
    {
        KqlType.String => text ?? "",
        KqlType.DateTime when text is null => column.Name == "TimeGenerated" ? time.UtcTicks : null,
        _ when string.IsNullOrEmpty(text) => null,
        KqlType.Bool => bool.TryParse(text, out var flag) ? flag : null,
        KqlType.Int => int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null,
        KqlType.Long => long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null,
        KqlType.Real => double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null,
        KqlType.DateTime => EventTimes.Read(text)?.UtcTicks,
        KqlType.TimeSpan => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) ? span.Ticks : null,
        KqlType.Guid => text.ToLowerInvariant(),
        KqlType.Dynamic => Json(text),
        _ => text,
    };

    private static string Json(string text)
    {
        try
        {
            return JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement>(text));
        }
        catch (JsonException)
        {
            return JsonSerializer.Serialize(text);
        }
    }
}
