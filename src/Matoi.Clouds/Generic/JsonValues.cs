using System.Text.Json;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Generic;

/// <summary>
/// Values at a mapping file's path: dotted, <c>name[0]</c> takes an array item, <c>name[]</c> every item, <c>a|b</c> the first that is there. The whole path
/// is tried as one property name first, so that a CSV column may have any name.
/// </summary>
internal static class JsonValues
{
    /// <summary>The texts at the path, none when it leads nowhere.</summary>
    public static IEnumerable<string> All(JsonElement json, string path)
    {
        foreach (var alternative in path.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var found = Walk(json, alternative).Select(Text).Where(text => !string.IsNullOrEmpty(text)).Select(text => text!).ToList();
            if (found.Count > 0)
            {
                return found;
            }
        }

        return [];
    }

    /// <summary>The first text at the path, or null.</summary>
    public static string? First(JsonElement json, string path) => All(json, path).FirstOrDefault();

    private static IEnumerable<JsonElement> Walk(JsonElement json, string path)
    {
        if (json.ValueKind == JsonValueKind.Object && json.TryGetProperty(path, out var whole))
        {
            return [whole];
        }

        IEnumerable<JsonElement> at = [json];
        foreach (var step in path.Replace("[", ".[", StringComparison.Ordinal).Split('.'))
        {
            at = at.SelectMany(element => Step(element, step));
        }

        return at;
    }

    private static IEnumerable<JsonElement> Step(JsonElement json, string step) => (json.ValueKind, step) switch
    {
        (JsonValueKind.Array, "[]") => json.EnumerateArray(),
        (JsonValueKind.Array, ['[', .. var index, ']']) when int.TryParse(index, out var i) && i >= 0 && i < json.GetArrayLength() => [json[i]],
        (JsonValueKind.Object, _) when json.TryGetProperty(step, out var child) => [child],
        _ => [],
    };

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.Unescaped(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };
}
