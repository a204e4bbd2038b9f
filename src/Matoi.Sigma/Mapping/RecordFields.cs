using System.Collections.Concurrent;
using System.Text.Json;

namespace Matoi.Sigma.Mapping;

/// <summary>Reads values at the paths that mappings name, one record at a time, for the few records that matter.</summary>
public static class RecordFields
{
    // As many as mappings and rules name.
    private static readonly ConcurrentDictionary<string, string[]> Paths = new(StringComparer.Ordinal);

    /// <summary>The values at a path: those under arrays all, objects and arrays at its end as JSON, null left out.</summary>
    public static IEnumerable<string> Values(JsonElement record, string path, bool anyCase)
        => Find(record, Paths.GetOrAdd(path, Split), anyCase).Select(Text).OfType<string>();

    /// <summary>The first value at the first path that has one; null when none has.</summary>
    public static string? First(JsonElement record, IEnumerable<string> paths, bool anyCase) => paths.SelectMany(path => Values(record, path, anyCase)).FirstOrDefault();

    private static string[] Split(string path)
        => path.Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<JsonElement> Find(JsonElement value, ArraySegment<string> path, bool anyCase)
    {
        if (path.Count == 0)
        {
            return value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];
        }

        if (value.ValueKind == JsonValueKind.Array)
        {
            return int.TryParse(path[0], out var position) && position < value.GetArrayLength() ? Find(value[position], path[1..], anyCase)
                : value.EnumerateArray().SelectMany(item => Find(item, path, anyCase));
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        // A name may hold dots itself: the longest that fits counts.
        for (var steps = path.Count; steps > 0; steps--)
        {
            var name = string.Join('.', (IEnumerable<string>)path[..steps]);
            if (Child(value, name, anyCase) is { } child)
            {
                return Find(child, path[steps..], anyCase);
            }
        }

        return [];
    }

    private static JsonElement? Child(JsonElement value, string name, bool anyCase)
    {
        if (value.TryGetProperty(name, out var child))
        {
            return child;
        }

        foreach (var property in anyCase ? value.EnumerateObject() : default)
        {
            if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return property.Value;
            }
        }

        return null;
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => value.GetRawText(),
    };
}
