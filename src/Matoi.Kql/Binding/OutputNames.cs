using System.Collections.Frozen;
using Matoi.Kql.Functions;
using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding;

/// <summary>Names output columns as Kusto does: as written, else after the column or the aggregate in the expression.</summary>
internal static class OutputNames
{
    /// <summary>Functions whose value is named after their first argument.</summary>
    private static readonly FrozenSet<string> KeepName = new[]
    {
        "tostring", "tohex", "todynamic", "toobject", "tolong", "toint", "toreal", "todouble", "todatetime", "totimespan", "totime", "tobool", "toboolean", "todecimal", "toguid",
        "parse_json", "parsejson", "parse_csv", "parse_xml", "split", "format_datetime", "format_timespan", "format_bytes", "startofday", "bin", "floor", "bin_at", "bin_auto",
        "binary_and", "binary_or", "binary_xor", "binary_not", "binary_shift_left", "binary_shift_right", "bitset_count_ones",
        "abs", "round", "ceiling", "pow", "sqrt", "log", "log2", "log10", "exp", "exp2", "exp10", "cos", "sin", "tan", "acos", "asin", "atan", "atan2", "rand", "gamma", "loggamma", "erf", "erfc",
        "series_fill_backward", "series_fill_const", "series_fill_forward", "series_fill_linear", "series_fir", "series_iir", "series_outliers",
    }.ToFrozenSet();

    /// <summary>Functions whose value is named after their first argument with a word before it.</summary>
    private static readonly FrozenDictionary<string, string> Prefixes = new Dictionary<string, string>
    {
        ["strlen"] = "strlen_", ["string_size"] = "string_size_", ["gettype"] = "type_", ["treepath"] = "tree_", ["repeat"] = "repeat_",
        ["dcount_hll"] = "dcount_hll_", ["percentile_tdigest"] = "percentile_tdigest_", ["percentiles_array_tdigest"] = "percentile_tdigest_",
    }.ToFrozenDictionary();

    /// <summary>Names and values of an item of extend, project, summarize, print; a null name asks for an automatic one. <c>(a, b) = f()</c> and <c>*</c> give several.</summary>
    public static IReadOnlyList<(string? Name, Scalar Value)> Bind(Expr item, RowContext context)
    {
        var value = ScalarBinder.Bind(item, context);
        return MultiColumnFunctions.Expand(item, value, context) ?? [(item is NamedExpr { Names: [var name] } ? name : Automatic(item, context.Input), value)];
    }

    /// <summary>The automatic name of an expression over rows; null when there is none.</summary>
    public static string? Automatic(Expr expression, Rel? input = null) => expression switch
    {
        NameExpr name => name.Name,
        MemberExpr { Target: NameExpr { Name: "$left" or "$right" } } side => side.Name,
        MemberExpr member => Joined(Automatic(member.Target, input), member.Name),
        IndexExpr { Index: LiteralExpr { Value: string key } } index => Joined(Automatic(index.Target, input), key),
        IndexExpr { Index: LiteralExpr { Value: long position } } index => Joined(Automatic(index.Target, input), FormattableString.Invariant($"{position}")),
        IndexExpr index => Automatic(index.Target, input) is { } target ? target + "_" : null,
        CallExpr call => Call(call, input),
        _ => null,
    };

    private static string Joined(string? target, string part) => target is null ? part : $"{target}_{part}";

    private static string? Call(CallExpr call, Rel? input)
    {
        var argument = call.Arguments is [var first, ..] ? Automatic(first is NamedExpr named ? named.Value : first, input) : null;
        return AggregateTable.Find(call.Name) is { } aggregate ? aggregate.Prefix + argument is { Length: > 0 } made ? made : null
            : Prefixes.TryGetValue(call.Name, out var prefix) ? prefix + argument
            : KeepName.Contains(call.Name) || call.Name is "make_datetime" or "make_timespan" && call.Arguments.Count == 1 ? argument
            : call.Name switch
            {
                "ingestion_time" => "$IngestionTime",
                "tdigest_merge" or "merge_tdigest" => "tdigests_merge_result",
                "hll_merge" => "hll_merged_result",
                "column_ifexists" or "columnifexists" => call.Arguments is [LiteralExpr { Value: string column }, ..] && input?.Find(column) is not null ? column : null,
                _ => null,
            };
    }
}
