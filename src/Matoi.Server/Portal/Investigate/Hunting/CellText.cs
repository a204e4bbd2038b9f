using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Matoi.Kql;

namespace Matoi.Server.Portal.Investigate.Hunting;

/// <summary>Values of a result as people read them.</summary>
internal static class CellText
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One line.</summary>
    public static string Of(object? value) => value switch
    {
        null => "",
        bool b => b ? "true" : "false",
        DateTime t => t.ToString(t.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture),
        TimeSpan t => t.ToString("c", CultureInfo.InvariantCulture),
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>In full: JSON on several lines.</summary>
    public static string Full(object? value, KqlType type)
    {
        if (value is string json && (type == KqlType.Dynamic || json is ['{', ..] or ['[', ..]))
        {
            try
            {
                return JsonNode.Parse(json)?.ToJsonString(Indented) ?? "null";
            }
            catch (JsonException)
            {
                return json;
            }
        }

        return Of(value);
    }

    /// <summary>The whole result as comma-separated text with a byte order mark, so that spreadsheets read it as UTF-8.</summary>
    public static string Csv(KqlResult result)
    {
        var text = new StringBuilder("\ufeff").AppendJoin(',', result.Columns.Select(c => Field(c.Name))).Append("\r\n");
        foreach (var row in result.Rows)
        {
            text.AppendJoin(',', row.Select(v => Field(v is DateTime t ? t.ToString("o", CultureInfo.InvariantCulture) : Of(v)))).Append("\r\n");
        }

        return text.ToString();
    }

    // A spreadsheet would run text that begins like a formula.
    private static string Field(string text)
    {
        var safe = text is ['=' or '+' or '-' or '@', _, ..] && !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
