using Matoi.Kql.Relations;

namespace Matoi.Kql.Sql;

/// <summary><c>split(text, delimiter)[position]</c>, the commonest use of split, without writing and reading the array as JSON.</summary>
internal static class SplitParts
{
    /// <summary>SQL of the part as text, NULL when there is none; null when the path is something else.</summary>
    public static string? Of(DynamicPath path, Func<Scalar, string> scalar)
        => path is { Target: Call { Function: { Name: "split", Parameters.Length: 2 }, Arguments: [var text, Constant { Value: string { Length: > 0 } } delimiter] }, Steps: [{ Name: null } step] }
            ? $"string_split({scalar(text)}, {scalar(delimiter)})[{(step.Index < 0 ? step.Index : step.Index + 1)}]"
            : null;

    /// <summary>SQL of the part as a dynamic value; null when the path is something else.</summary>
    public static string? Json(DynamicPath path, Func<Scalar, string> scalar) => Of(path, scalar) is { } part ? $"nullif(CAST(to_json({part}) AS VARCHAR), 'null')" : null;
}
