using System.Globalization;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Sql;

/// <summary>Paths as the engine's JSON functions read them.</summary>
internal static class JsonPath
{
    /// <summary><c>$."name"[0][#-1]</c>.</summary>
    public static string Of(IEnumerable<PathStep> steps)
        => "$" + string.Concat(steps.Select(s => s.Name is { } name ? $".\"{name.Replace("\"", "\\\"", StringComparison.Ordinal)}\""
            : (s.Index < 0 ? "[#" : "[") + s.Index.ToString(CultureInfo.InvariantCulture) + "]"));
}
