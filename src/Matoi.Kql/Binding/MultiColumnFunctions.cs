using System.Collections.Frozen;
using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding;

/// <summary>
/// Functions that give several columns. Each is computed by an internal function of the same name with <c>_</c> before it, which gives an array of the columns'
/// values. A column without a name in the query is called after the function, the first argument and the part.
/// </summary>
internal static class MultiColumnFunctions
{
    private const KqlType Real = KqlType.Real;
    private const KqlType Series = KqlType.Dynamic;

    private static readonly (string, KqlType)[] Line = [("rsquare", Real), ("slope", Real), ("variance", Real), ("rvariance", Real), ("interception", Real), ("line_fit", Series)];
    private static readonly (string, KqlType)[] Parts = [("baseline", Series), ("seasonal", Series), ("trend", Series), ("residual", Series)];

    private static readonly FrozenDictionary<string, (string Name, KqlType Type)[]> Columns = new Dictionary<string, (string, KqlType)[]>
    {
        ["series_stats"] = [("min", Real), ("min_idx", KqlType.Long), ("max", Real), ("max_idx", KqlType.Long), ("avg", Real), ("stdev", Real), ("variance", Real)],
        ["series_fit_line"] = Line,
        ["series_fit_2lines"] =
        [
            ("rsquare", Real), ("split_idx", KqlType.Long), ("variance", Real), ("rvariance", Real), ("line_fit", Series),
            ("right_rsquare", Real), ("right_slope", Real), ("right_interception", Real), ("right_variance", Real), ("right_rvariance", Real),
            ("left_rsquare", Real), ("left_slope", Real), ("left_interception", Real), ("left_variance", Real), ("left_rvariance", Real),
        ],
        ["series_fit_poly"] = [("rsquare", Real), ("coefficients", Series), ("variance", Real), ("rvariance", Real), ("poly_fit", Series)],
        ["series_decompose"] = Parts,
        ["series_decompose_forecast"] = Parts,
        ["series_decompose_anomalies"] = [("ad_flag", Series), ("ad_score", Series), ("baseline", Series)],
        ["series_periods_detect"] = [("periods", Series), ("scores", Series)],
        ["series_periods_validate"] = [("periods", Series), ("scores", Series)],
        ["series_fft"] = [("real", Series), ("imag", Series)],
        ["series_ifft"] = [("real", Series), ("imag", Series)],
    }.ToFrozenDictionary();

    /// <summary>A function over a series.</summary>
    [SpecialForm("series_stats")]
    [SpecialForm("series_fit_line")]
    [SpecialForm("series_fit_2lines")]
    [SpecialForm("series_fit_poly")]
    [SpecialForm("series_decompose")]
    [SpecialForm("series_decompose_forecast")]
    [SpecialForm("series_decompose_anomalies")]
    [SpecialForm("series_periods_detect")]
    [SpecialForm("series_periods_validate")]
    [SpecialForm("series_fft")]
    [SpecialForm("series_ifft")]
    public static Scalar OverSeries(FormCall call)
    {
        if (call.Count == 0)
        {
            return call.Wrong("a series");
        }

        var prefix = $"{call.Syntax.Name}_{OutputNames.Automatic(call.Syntax.Arguments[0])}_";
        var all = call.Make("_" + call.Syntax.Name, call.Arguments());
        return all is Faulty ? all : Take(call, all, [.. Columns[call.Syntax.Name].Select(c => ((string?)(prefix + c.Name), c.Type))]);
    }

    /// <summary><c>array_sort_asc</c> and <c>array_sort_desc</c> over one or more arrays and, at the end, whether nulls come last. One array alone is a plain value.</summary>
    [SpecialForm("array_sort_asc")]
    [SpecialForm("array_sort_desc")]
    public static Scalar Sort(FormCall call)
    {
        var arguments = call.Arguments();
        if (arguments.Any(a => a is Faulty))
        {
            return new Faulty();
        }

        var nullsLast = arguments is [.., { Type: KqlType.Bool } last] ? last : null;
        var arrays = nullsLast is null ? arguments : arguments[..^1];
        if (arrays.Count == 0 || arrays.Any(a => a.Type != KqlType.Dynamic))
        {
            return call.Wrong("arrays and, if wanted, whether nulls come last");
        }

        var all = call.Make("_" + call.Syntax.Name, [nullsLast ?? new Constant(KqlType.Bool, true), .. arrays]);
        var names = Enumerable.Range(0, arrays.Count).Select(i => (SortedName(call.Syntax.Arguments[i]) ?? (arrays.Count == 1 ? null : $"array{i}_sorted"), Series));
        return arrays.Count == 1 && all is not Faulty ? ScalarBinder.Step(all, new(null, 0), call.Context, call.Syntax.Span) : Take(call, all, [.. names]);
    }

    /// <summary>The columns that an item of extend, project, print or summarize makes of a value; the names of the item go to the first ones. Null when the value is a single one.</summary>
    public static IReadOnlyList<(string? Name, Scalar Value)>? Expand(Expr item, Scalar value, RowContext context)
    {
        var names = item is NamedExpr named ? named.Names : [];
        if (value is TupleValue tuple)
        {
            if (names.Count <= tuple.Items.Count)
            {
                return [.. tuple.Items.Select((part, i) => (i < names.Count ? names[i] : part.Name, part.Value))];
            }

            context.Binder.Error("KQL333", $"there are {names.Count} names for {tuple.Items.Count} columns", ((NamedExpr)item).NameSpan);
            return [.. names.Select(n => ((string?)n, (Scalar)new Faulty()))];
        }

        if (names.Count > 1)
        {
            if (value is not Faulty)
            {
                context.Binder.Error("KQL333", "several names need a function that gives several columns", ((NamedExpr)item).NameSpan);
            }

            return [.. names.Select(n => ((string?)n, (Scalar)new Faulty()))];
        }

        return item is CallExpr { Name: "array_sort_asc" or "array_sort_desc", Arguments: [var array, ..] } && SortedName(array) is { } sorted ? [(sorted, value)] : null;
    }

    /// <summary>What <c>extend</c> keeps of an item's columns: only those in its list of names, when it has such a list.</summary>
    public static IReadOnlyList<(string? Name, Scalar Value)> OnlyNamed(Expr item, IReadOnlyList<(string? Name, Scalar Value)> values)
        => item is NamedExpr { Names: { Count: > 1 } names } ? [.. values.Take(names.Count)] : values;

    private static Scalar Take(FormCall call, Scalar all, IReadOnlyList<(string? Name, KqlType Type)> columns)
        => all is Faulty ? all : new TupleValue([.. columns.Select((c, i) => (c.Name, Conversions.Explicit(ScalarBinder.Step(all, new(null, i), call.Context, call.Syntax.Span), c.Type)))]);

    private static string? SortedName(Expr array) => array is NameExpr or MemberExpr or IndexExpr && OutputNames.Automatic(array) is { } name ? name + "_sorted" : null;
}
