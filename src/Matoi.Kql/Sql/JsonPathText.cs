using System.Globalization;
using System.Text;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Sql;

/// <summary>
/// Steps as paths of DuckDB. Its JSONPath gives <c>*</c> and <c>\</c> a meaning inside quotes too, so that such names are written as JSON pointers, which cannot count
/// from the end: a path that needs both becomes several, applied one after the other.
/// </summary>
internal static class JsonPathText
{
    /// <summary>At least one path.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<PathStep> steps)
    {
        var paths = new List<string>();
        var path = new StringBuilder();
        var pointer = false;
        foreach (var step in steps)
        {
            var asPointer = step.Name is { } name && (name.Length == 0 || name.AsSpan().IndexOfAny("*\\\"") >= 0);
            if (path.Length > 0 && asPointer != pointer)
            {
                paths.Add(path.ToString());
                path.Clear();
            }

            pointer = asPointer;
            path.Append(path.Length == 0 && !pointer ? "$" : "");
            _ = step.Name is null ? path.Append(CultureInfo.InvariantCulture, $"[{(step.Index < 0 ? "#" : "")}{step.Index}]")
                : pointer ? path.Append('/').Append(step.Name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal))
                : path.Append(".\"").Append(step.Name).Append('"');
        }

        paths.Add(path.ToString());
        return paths;
    }
}
