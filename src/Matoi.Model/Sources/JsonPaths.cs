using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Matoi.Model.Sources;

/// <summary>Reads nested JSON without throwing: a path that is not there gives an undefined element, null or nothing.</summary>
public static partial class JsonPaths
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
        { ValueKind: JsonValueKind.String } text => Unescaped(text),
        { ValueKind: JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } value => value.GetRawText(),
        _ => null,
    };

    /// <summary>The items of the array at a dotted path; none when it is missing or no array.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement json, string path)
        => At(json, path) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    /// <summary>The texts of the array at a dotted path.</summary>
    public static IEnumerable<string> Texts(this JsonElement json, string path)
        => Items(json, path).Where(item => item.ValueKind == JsonValueKind.String).Select(Unescaped);

    /// <summary>
    /// The characters of a JSON string. Half of a surrogate pair (<c>\ud800</c>), which JSON can spell but no text can hold, becomes U+FFFD,
    /// so that a hostile field does not keep its record out of the log.
    /// </summary>
    public static string Unescaped(this JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Repaired(text.GetRawText());
        }
    }

    /// <summary>A property's name in UTF-8. A producer may escape a letter that needs no escaping; it is the same name.</summary>
    public static ReadOnlySpan<byte> UnescapedName(this JsonProperty property)
        => JsonMarshal.GetRawUtf8PropertyName(property) is var name && name.Contains((byte)'\\')
            ? Encoding.UTF8.GetBytes(Repaired($"\"{Encoding.UTF8.GetString(name)}\"")) : name;

    private static string Repaired(string quoted)
        => JsonSerializer.Deserialize<string>(SurrogateEscapes().Replace(quoted, match => match.Groups["half"].Success ? "\\ufffd" : match.Value))!;

    [GeneratedRegex(@"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<half>\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\.")]
    private static partial Regex SurrogateEscapes();
}
