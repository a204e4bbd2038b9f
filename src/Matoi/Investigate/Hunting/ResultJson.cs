using System.Text.Encodings.Web;
using System.Text.Json;
using Matoi.Kql;

namespace Matoi.Investigate.Hunting;

/// <summary>Writes a result as JSON: <c>{"columns":[{"name","type"}],"rows":[[…]],"seconds":s,…}</c>. Dynamic values stand as JSON; NaN and infinities as text.</summary>
internal static class ResultJson
{
    private const int FlushAt = 64 * 1024;

    /// <summary>Writes the result.</summary>
    public static async Task WriteAsync(KqlResult result, Stream stream)
    {
        await using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
        json.WriteStartObject();
        json.WriteStartArray("columns");
        foreach (var column in result.Columns)
        {
            json.WriteStartObject();
            json.WriteString("name", column.Name);
            json.WriteString("type", ResultFormats.TypeName(column.Type));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("rows");
        foreach (var row in result.Rows)
        {
            json.WriteStartArray();
            for (var i = 0; i < row.Length; i++)
            {
                Write(json, row[i], result.Columns[i].Type);
            }

            json.WriteEndArray();
            if (json.BytesPending > FlushAt)
            {
                await json.FlushAsync();
            }
        }

        json.WriteEndArray();
        json.WriteNumber("seconds", Math.Round(result.Elapsed.TotalSeconds, 4));
        json.WriteBoolean("truncated", result.Truncated);
        json.WriteStartArray("warnings");
        foreach (var warning in result.Warnings)
        {
            json.WriteStringValue(warning);
        }

        json.WriteEndArray();
        json.WritePropertyName("render");
        Render(json, result);
        json.WriteEndObject();
    }

    private static void Render(Utf8JsonWriter json, KqlResult result)
    {
        if (result.Render is not { } render)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("chart", render.Chart);
        json.WriteStartObject("properties");
        foreach (var property in render.Properties)
        {
            json.WriteString(property.Name, PropertyText.Of(property.Value));
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, object? value, KqlType type)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case string text when type == KqlType.Dynamic:
                json.WriteRawValue(text, skipInputValidation: true);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case double real when double.IsFinite(real):
                json.WriteNumberValue(real);
                break;
            case decimal number:
                json.WriteNumberValue(number);
                break;
            default:
                json.WriteStringValue(ResultFormats.Text(value));
                break;
        }
    }
}
