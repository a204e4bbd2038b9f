using System.Text.Json;
using Matoi.Kql.Functions;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Binding;

/// <summary>Reads the text of a file of <c>externaldata</c> into rows.</summary>
internal static class ExternalText
{
    /// <summary>Rows with values as in <see cref="Constant"/>; a field that is missing, or that its column's type cannot hold, is null or empty.</summary>
    public static IEnumerable<object?[]> Read(string text, string format, bool skipFirst, IReadOnlyList<Column> columns)
    {
        text = text.TrimStart('\uFEFF');
        return format switch
        {
            "raw" => [Row(columns, [text])],
            "txt" => Lines(text).Skip(skipFirst ? 1 : 0).Select(l => Row(columns, [l])),
            "json" or "multijson" => Objects(text).Select(o => Row(columns, o)),
            _ => SeparatedText.Read(text, Separator(format)).Skip(skipFirst ? 1 : 0).Select(f => Row(columns, f)),
        };
    }

    private static char Separator(string format) => format switch
    {
        "tsv" or "tsve" => '\t',
        "psv" => '|',
        "scsv" => ';',
        "sohsv" => '\u0001',
        _ => ',',
    };

    private static IEnumerable<string> Lines(string text)
    {
        var lines = text.Split('\n');
        return lines.Take(lines[^1].Length == 0 ? lines.Length - 1 : lines.Length).Select(l => l.TrimEnd('\r'));
    }

    private static object?[] Row(IReadOnlyList<Column> columns, IReadOnlyList<string> fields)
        => [.. columns.Select((c, i) => Value(i < fields.Count ? fields[i] : "", c.Type))];

    private static object?[] Row(IReadOnlyList<Column> columns, JsonElement item) => [.. columns.Select(c => item.ValueKind != JsonValueKind.Object || !item.TryGetProperty(c.Name, out var value)
        ? Constant.Null(c.Type).Value
        : c.Type == KqlType.Dynamic ? value.ValueKind == JsonValueKind.Null ? null : Json.Write(Json.Read(value.GetRawText()))
        : Value(value.ValueKind switch { JsonValueKind.String => value.GetString()!, JsonValueKind.Null => "", _ => value.GetRawText() }, c.Type))];

    private static object? Value(string text, KqlType type)
        => type == KqlType.String ? text : text.Length == 0 ? null : type == KqlType.Dynamic ? Json.Write(Json.Read(text)) : (Conversions.Explicit(Constant.Text(text), type) as Constant)?.Value;

    /// <summary>The objects of a text: one behind another, or in an array.</summary>
    private static List<JsonElement> Objects(string text)
    {
        var objects = new List<JsonElement>();
        var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(text), new JsonReaderOptions { AllowMultipleValues = true, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        try
        {
            while (reader.Read())
            {
                var value = JsonElement.ParseValue(ref reader);
                objects.AddRange(value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value]);
            }
        }
        catch (JsonException)
        {
            // What could be read stays, as with a line that is cut off.
        }

        return objects;
    }
}
