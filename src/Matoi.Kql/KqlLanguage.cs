using Matoi.Kql.Binding;
using Matoi.Kql.Functions;

namespace Matoi.Kql;

/// <summary>The words of the language, for editors.</summary>
public static class KqlLanguage
{
    /// <summary>Scalar functions and forms that look like them, sorted; deprecated names are left out.</summary>
    public static IReadOnlyList<string> Functions { get; } = [.. FunctionTable.Names.Concat(SpecialForms.Names.Where(n => n[0] != '_')).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Functions of <c>summarize</c>, sorted.</summary>
    public static IReadOnlyList<string> Aggregates { get; } = [.. AggregateTable.Names.Order(StringComparer.Ordinal)];

    /// <summary>Words that may follow a pipe, in the order in which people use them.</summary>
    public static IReadOnlyList<string> Operators { get; } =
    [
        "where", "extend", "project", "summarize", "join", "union", "distinct", "count", "take", "top", "sort by", "order by", "project-away", "project-keep", "project-rename",
        "project-reorder", "mv-expand", "mv-apply", "parse", "parse-where", "parse-kv", "lookup", "make-series", "evaluate", "invoke", "search", "find", "serialize", "partition",
        "scan", "sample", "sample-distinct", "top-nested", "top-hitters", "limit", "as", "getschema", "reduce by", "render", "fork", "facet", "consume", "assert-schema",
    ];
}
