using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Matoi.Kql;

namespace Matoi.Detect.Rules.Running;

/// <summary>Writes the rows behind an alert as JSON, so that they stay when the lake drops them.</summary>
public static class EvidenceRows
{
    private const int LongestCell = 4000;
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The first rows as an array of arrays; long texts are cut.</summary>
    public static string Write(ResultTable table, IReadOnlyList<object?[]> rows)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartArray();
            foreach (var row in rows.Take(RuleEvidence.MostRows))
            {
                json.WriteStartArray();
                for (var i = 0; i < row.Length; i++)
                {
                    Write(json, row[i], table.Columns[i].Type);
                }

                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter json, object? value, KqlType type)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case int or long:
                json.WriteNumberValue(Convert.ToInt64(value, null));
                break;
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case string text when type == KqlType.Dynamic && text.Length <= LongestCell && IsJson(text):
                json.WriteRawValue(text);
                break;
            default:
                var plain = ResultTable.Text(value, type);
                json.WriteStringValue(plain.Length > LongestCell ? plain[..LongestCell] + "…" : plain);
                break;
        }
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var parsed = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
