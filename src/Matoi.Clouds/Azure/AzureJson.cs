using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Azure;

/// <summary>Reads Azure JSON, whose producers do not agree on the case of names (<c>callerIpAddress</c>, <c>CallerIPAddress</c>, <c>calleripaddress</c>). Never throws.</summary>
internal static class AzureJson
{
    /// <summary>The first element that stands at one of the dotted paths (<c>properties.alertUri|AlertLink</c>); undefined when none does.</summary>
    public static JsonElement Find(this JsonElement json, string paths)
    {
        foreach (var path in paths.Split('|'))
        {
            if (At(json, path) is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } found)
            {
                return found;
            }
        }

        return default;
    }

    /// <summary>The first text, number or flag at one of the paths that is not empty, as text.</summary>
    public static string? FindText(this JsonElement json, string paths)
        => paths.Split('|').Select(path => Text(At(json, path))).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));

    /// <summary>The items of the array at one of the paths; an array written as JSON text counts too.</summary>
    public static IReadOnlyList<JsonElement> FindItems(this JsonElement json, string paths)
        => Parsed(Find(json, paths)) is { ValueKind: JsonValueKind.Array } array ? [.. array.EnumerateArray()] : [];

    /// <summary>The texts of the array at one of the paths.</summary>
    public static IEnumerable<string> FindTexts(this JsonElement json, string paths) => FindItems(json, paths).Select(Text).OfType<string>();

    /// <summary>The JSON inside a JSON string (Log Analytics rows); any other element as it is.</summary>
    public static JsonElement Parsed(this JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.String || json.Unescaped() is not { Length: > 1 } text || text.TrimStart() is not ['[' or '{', ..])
        {
            return json;
        }

        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return json;
        }
    }

    /// <summary>Every text inside the element, at any depth.</summary>
    public static IEnumerable<string> Leaves(this JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(property => Leaves(property.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Leaves),
        _ => Text(json) is { Length: > 0 } text ? [text] : [],
    };

    /// <summary>Text, number or flag as text; null for anything else.</summary>
    public static string? Text(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.Unescaped(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => json.GetRawText(),
        _ => null,
    };

    private static JsonElement At(JsonElement json, string path)
    {
        foreach (var step in path.Split('.'))
        {
            json = Property(json, step);
        }

        return json;
    }

    private static JsonElement Property(JsonElement json, string name)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return default;
        }

        if (json.TryGetProperty(name, out var exact))
        {
            return exact;
        }

        foreach (var property in json.EnumerateObject())
        {
            if (Ascii.EqualsIgnoreCase(JsonMarshal.GetRawUtf8PropertyName(property), name))
            {
                return property.Value;
            }
        }

        return default;
    }
}
