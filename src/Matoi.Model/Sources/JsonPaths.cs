using System.Text.Json;

namespace Matoi.Model.Sources;

/// <summary>Reads nested JSON without throwing: a path that is not there gives an undefined element, null or nothing.</summary>
public static class JsonPaths
{
    /// <summary>The element at a dotted path, <c>ValueKind == Undefined</c> when any step is missing.</summary>
    public static JsonElement At(this JsonElement json, string path)
    {
        var rest = path.AsSpan();
        while (!rest.IsEmpty)
        {
            var dot = rest.IndexOf('.');
            var step = dot < 0 ? rest : rest[..dot];
            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(step, out json))
            {
                return default;
            }

            rest = dot < 0 ? [] : rest[(dot + 1)..];
        }

        return json;
    }

    /// <summary>The text (or number, as text) at a dotted path; null when it is missing, null, an object or an array.</summary>
    public static string? Text(this JsonElement json, string path) => At(json, path) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } value => value.GetRawText(),
        _ => null,
    };

    /// <summary>The items of the array at a dotted path; none when it is missing or no array.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement json, string path)
        => At(json, path) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    /// <summary>The texts of the array at a dotted path.</summary>
    public static IEnumerable<string> Texts(this JsonElement json, string path)
        => Items(json, path).Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!);
}
