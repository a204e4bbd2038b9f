using System.Globalization;
using System.Text.Json;
using Matoi.Kql;

namespace Matoi.Detect.Rules.Running;

/// <summary>The rows of a query by column name.</summary>
public sealed class ResultTable(IReadOnlyList<ResultColumn> columns, IReadOnlyList<object?[]> rows)
{
    private readonly Dictionary<string, int> _index = columns.Select((c, i) => (c.Name, i)).DistinctBy(c => c.Name).ToDictionary(c => c.Name, c => c.i, StringComparer.Ordinal);

    /// <summary>Columns.</summary>
    public IReadOnlyList<ResultColumn> Columns { get; } = columns;

    /// <summary>Rows.</summary>
    public IReadOnlyList<object?[]> Rows { get; } = rows;

    /// <summary>True when the result has a column of that name.</summary>
    public bool Has(string column) => _index.ContainsKey(column);

    /// <summary>A value as text; empty when it is null or the column is absent.</summary>
    public string Text(object?[] row, string column) => _index.TryGetValue(column, out var i) ? Text(row[i], Columns[i].Type) : "";

    /// <summary>The texts of a value: the items of a dynamic array of scalars, or the value itself; none when it is empty.</summary>
    public IReadOnlyList<string> Texts(object?[] row, string column)
    {
        var text = Text(row, column);
        return text.Length == 0 ? [] : text[0] == '[' && Items(text) is { } items ? items : [text];
    }

    /// <summary>A value as text, as KQL's <c>tostring</c> writes it.</summary>
    public static string Text(object? value, KqlType type) => value switch
    {
        null => "",
        string json when type == KqlType.Dynamic => json is ['"', ..] ? Unquoted(json) : json,
        string text => text,
        bool flag => flag ? "true" : "false",
        DateTime time => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
        TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static string Unquoted(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<string>(json) ?? "";
        }
        catch (JsonException)
        {
            return json;
        }
    }

    private static List<string>? Items(string json)
    {
        try
        {
            using var array = JsonDocument.Parse(json);
            return array.RootElement.ValueKind == JsonValueKind.Array && array.RootElement.EnumerateArray().All(item => item.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
                ? [.. array.RootElement.EnumerateArray().Select(item => item.ToString()).Where(text => text.Length > 0)]
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
