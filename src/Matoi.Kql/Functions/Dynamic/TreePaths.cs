using System.Text.Json.Nodes;

namespace Matoi.Kql.Functions.Dynamic;

/// <summary>Lists the paths in a bag.</summary>
internal static class TreePaths
{
    /// <summary>All paths, each once: names in brackets, any element of an array as <c>[0]</c>.</summary>
    [KqlFunction("treepath")]
    public static JsonNode? Paths(JsonNode value)
    {
        var paths = new List<string>();
        Collect("", value, paths, []);
        return new JsonArray([.. paths.Select(p => (JsonNode?)JsonValue.Create(p))]);
    }

    private static void Collect(string path, JsonNode? value, List<string> paths, HashSet<string> seen)
    {
        foreach (var (step, inner) in value switch
        {
            JsonObject bag => bag.Select(p => ($"['{p.Key}']", p.Value)),
            JsonArray array => array.Select(item => ("[0]", item)),
            _ => [],
        })
        {
            if (seen.Add(path + step))
            {
                paths.Add(path + step);
            }

            Collect(path + step, inner, paths, seen);
        }
    }
}
