using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Matoi.Kql.Cases;

/// <summary>Reads rows that were recorded as text: <c>('a', 1, null, [ 1 ])</c>, where quotes inside text are not escaped, so that the columns' types must guide.</summary>
internal static class RecordedRow
{
    /// <summary>Values of a row.</summary>
    /// <exception cref="FormatException">The text does not fit the columns.</exception>
    public static JsonNode?[] Read(string text, IReadOnlyList<(string Name, string? Type)> columns)
    {
        var pattern = "^\\(" + string.Join(", ", columns.Select(c => c.Type switch
        {
            "string" => "'(.*?)'",
            "dynamic" => @"(null|\{.*?\}|\[.*?\]|"".*?""|'.*?'|.*?)",
            _ => "([^,]*?)",
        })) + "\\)$";
        var match = Regex.Match(text, pattern, RegexOptions.Singleline);
        return match.Success
            ? [.. columns.Select((c, i) => Value(match.Groups[i + 1].Value, c.Type))]
            : throw new FormatException($"the recorded row {text} does not fit its columns");
    }

    private static JsonNode? Value(string text, string? type) => type switch
    {
        "string" => JsonValue.Create(text),
        _ when text == "null" => null,
        "bool" => JsonValue.Create(text == "True"),
        "long" => JsonValue.Create(long.Parse(text, CultureInfo.InvariantCulture)),
        "real" or "decimal" => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? JsonValue.Create(number) : JsonValue.Create(text),
        "dynamic" => Dynamic(text),
        "guid" => JsonValue.Create(text.Trim('\'')),
        _ => JsonValue.Create(text),
    };

    private static JsonNode? Dynamic(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text is ['\'', .., '\''] ? text[1..^1] : text);
        }
    }
}
