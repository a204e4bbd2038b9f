using System.Text.Json.Nodes;
using Matoi.Kql.Functions;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Binding;

/// <summary>Steps into a dynamic constant.</summary>
internal static class ConstantPath
{
    /// <summary>JSON text of the value at the end of the steps; null when there is none.</summary>
    public static string? Of(string json, IReadOnlyList<PathStep> steps)
    {
        var node = Json.Read(json);
        foreach (var step in steps)
        {
            node = step.Name is { } name
                ? (node as JsonObject)?[name]
                : node is JsonArray array && (step.Index < 0 ? array.Count + step.Index : step.Index) is var i && i >= 0 && i < array.Count ? array[i] : null;
        }

        return Json.Write(node);
    }
}
