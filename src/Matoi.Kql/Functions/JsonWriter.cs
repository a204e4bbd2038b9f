using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Matoi.Kql.Functions;

/// <summary>
/// Writes dynamic values as the engine writes JSON, so that a value has one text however it was made: no spaces, a point in every real, only what must be escaped is.
/// </summary>
internal static class JsonWriter
{
    /// <summary>The text of a value.</summary>
    public static string Of(JsonNode? node)
    {
        var text = new StringBuilder();
        Append(text, node);
        return text.ToString();
    }

    /// <summary>A real: the shortest digits that give it back. What JSON has no number for is a string.</summary>
    public static string Real(double value)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "\"NaN\"" : value > 0 ? "\"Infinity\"" : "\"-Infinity\"";
        }

        var shortest = value.ToString("E16", CultureInfo.InvariantCulture);
        var plain = value.ToString("R", CultureInfo.InvariantCulture);
        var exponent = int.Parse(shortest.AsSpan(shortest.IndexOf('E', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture);
        if (!plain.Contains('E', StringComparison.Ordinal))
        {
            return plain.Contains('.', StringComparison.Ordinal) ? plain : plain + ".0";
        }

        // The engine writes up to 21 digits before the point, and 5 zeros behind it, without exponent.
        if (exponent is > -7 and < 21)
        {
            return Positional(plain, exponent);
        }

        var (mantissa, _) = Split(plain);
        return $"{mantissa}e{exponent.ToString(CultureInfo.InvariantCulture)}";
    }

    /// <summary>A string in quotes.</summary>
    public static string Quoted(string value)
    {
        var text = new StringBuilder(value.Length + 2);
        Append(text, value);
        return text.ToString();
    }

    private static void Append(StringBuilder text, JsonNode? node)
    {
        switch (node)
        {
            case null:
                text.Append("null");
                break;
            case JsonArray array:
                Append(text, '[', array, ']', static (t, item) => Append(t, item));
                break;
            case JsonObject bag:
                Append(text, '{', bag, '}', static (t, property) =>
                {
                    Append(t, property.Key);
                    Append(t.Append(':'), property.Value);
                });
                break;
            default:
                Append(text, node.AsValue());
                break;
        }
    }

    private static void Append<T>(StringBuilder text, char open, IEnumerable<T> items, char close, Action<StringBuilder, T> append)
    {
        text.Append(open);
        var first = true;
        foreach (var item in items)
        {
            if (!first)
            {
                text.Append(',');
            }

            first = false;
            append(text, item);
        }

        text.Append(close);
    }

    private static void Append(StringBuilder text, JsonValue value)
    {
        switch (value.GetValue<object>())
        {
            case string s:
                Append(text, s);
                break;
            case double real:
                text.Append(Real(real));
                break;
            case JsonElement { ValueKind: JsonValueKind.Number } number:
                var raw = number.GetRawText();
                text.Append(raw.AsSpan().IndexOfAny('.', 'e', 'E') >= 0 ? Real(double.Parse(raw, CultureInfo.InvariantCulture)) : raw == "-0" ? "0" : raw);
                break;
            default:
                text.Append(value.ToJsonString());
                break;
        }
    }

    private static void Append(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }

    private static string Positional(string scientific, int exponent)
    {
        var (mantissa, negative) = Split(scientific);
        var digits = mantissa.Replace("-", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal);
        var plain = exponent < 0
            ? "0." + new string('0', -exponent - 1) + digits
            : digits.Length <= exponent + 1 ? digits.PadRight(exponent + 1, '0') + ".0" : digits.Insert(exponent + 1, ".");
        return negative ? "-" + plain : plain;
    }

    private static (string Mantissa, bool Negative) Split(string scientific) => (scientific[..scientific.IndexOf('E', StringComparison.Ordinal)], scientific[0] == '-');
}
