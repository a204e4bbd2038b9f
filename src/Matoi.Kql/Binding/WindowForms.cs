using Matoi.Kql.Functions;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Binding;

/// <summary>Row functions: values that depend on the rows before or behind in the order of the input.</summary>
internal static class WindowForms
{
    private const string UpToHere = "ROWS UNBOUNDED PRECEDING";

    /// <summary><c>prev(value [, offset [, default]])</c>: the value so many rows before; null, or empty for text, where there is none.</summary>
    [SpecialForm("prev")]
    public static Scalar Prev(FormCall call) => Neighbour(call, "lag");

    /// <summary><c>next(value [, offset [, default]])</c>: the value so many rows behind.</summary>
    [SpecialForm("next")]
    public static Scalar Next(FormCall call) => Neighbour(call, "lead");

    /// <summary><c>row_number([start [, restart]])</c>.</summary>
    [SpecialForm("row_number")]
    public static Scalar RowNumber(FormCall call)
    {
        if (call.Count > 2)
        {
            return call.Wrong("a first number and a condition to start again, both optional");
        }

        var start = call.Count > 0 ? Typed(call, 0, KqlType.Long, "a whole number") : Constant.Long(1);
        var number = Add(call, "row_number()", [], Restart(call, 1), "", KqlType.Long);
        return number is Faulty || start is Faulty ? new Faulty()
            : start is Constant { Value: 1L } ? number
            : call.Make("_add", call.Make("_add", number, start), Constant.Long(-1));
    }

    /// <summary><c>row_cumsum(term [, restart])</c>: sum of the terms up to the row; null counts as 0.</summary>
    [SpecialForm("row_cumsum")]
    public static Scalar RowCumSum(FormCall call)
    {
        if (call.Count is not (1 or 2))
        {
            return call.Wrong("a number and, if wanted, a condition to start again");
        }

        var term = call.Argument(0);
        term = term.Type == KqlType.Int ? Conversions.Implicit(term, KqlType.Long)! : term;
        return term.Type switch
        {
            _ when term is Faulty => term,
            KqlType.Long => call.Make("_cumulated", Add(call, "sum({0})", [term], Restart(call, 1), UpToHere, KqlType.Long)),
            KqlType.TimeSpan => call.Make("_cumulated", Add(call, "sum({0})", [term], Restart(call, 1), UpToHere, KqlType.TimeSpan)),
            KqlType.Real or KqlType.Decimal or KqlType.Dynamic => call.Make("_cumulated", Add(call, "sum({0})", [Conversions.Explicit(term, KqlType.Real)], Restart(call, 1), UpToHere, KqlType.Real)),
            _ => call.Fault("KQL303", $"row_cumsum adds numbers or lengths of time, not {Conversions.Name(term.Type)}", 0),
        };
    }

    /// <summary>A sum of whole numbers, which the engine keeps wider, as a long; nothing added yet is 0.</summary>
    [KqlFunction("_cumulated", DuckDb = "coalesce(((({0} + 9223372036854775808::HUGEINT) & 18446744073709551615::HUGEINT) - 9223372036854775808::HUGEINT)::BIGINT, 0)")]
    public static long Cumulated(long? sum) => sum ?? 0;

    /// <summary>A sum of lengths of time.</summary>
    [KqlFunction("_cumulated", DuckDb = "coalesce(((({0} + 9223372036854775808::HUGEINT) & 18446744073709551615::HUGEINT) - 9223372036854775808::HUGEINT)::BIGINT, 0)")]
    public static TimeSpan Cumulated(TimeSpan? sum) => sum ?? TimeSpan.Zero;

    /// <summary>A sum of reals.</summary>
    [KqlFunction("_cumulated", DuckDb = "coalesce({0}, 0)")]
    public static double Cumulated(double? sum) => sum ?? 0;

    /// <summary><c>row_rank_dense(term [, restart])</c>: how many different terms there were up to the row, runs of equal terms counted once.</summary>
    [SpecialForm("row_rank_dense")]
    [SpecialForm("row_rank")]
    public static Scalar RowRankDense(FormCall call) => Rank(call, "count(CASE WHEN {0} = 1 OR {1} IS DISTINCT FROM {2} THEN 1 END)");

    /// <summary><c>row_rank_min(term [, restart])</c>: the number of the first row of the run of equal terms.</summary>
    [SpecialForm("row_rank_min")]
    public static Scalar RowRankMin(FormCall call) => Rank(call, "max(CASE WHEN {0} = 1 OR {1} IS DISTINCT FROM {2} THEN {0} END)");

    /// <summary><c>row_window_session(time, longest, gap [, restart])</c>: when the row's session began.</summary>
    [SpecialForm("row_window_session")]
    public static Scalar RowWindowSession(FormCall call)
    {
        if (call.Count is not (3 or 4))
        {
            return call.Wrong("a time, the longest session, the longest gap inside one and, if wanted, a condition to start again");
        }

        var (time, longest, gap) = (Typed(call, 0, KqlType.DateTime, "a datetime"), Typed(call, 1, KqlType.TimeSpan, "a timespan"), Typed(call, 2, KqlType.TimeSpan, "a timespan"));
        var restart = call.Count == 4 ? Typed(call, 3, KqlType.Bool, "a condition") : new Constant(KqlType.Bool, false);
        return new[] { time, longest, gap, restart }.Any(a => a is Faulty) ? new Faulty() : Register(call, new(Sessions.Template, [time, longest, gap, restart], [], "", KqlType.DateTime));
    }

    private static Scalar Neighbour(FormCall call, string function)
    {
        if (call.Count is 0 or > 3)
        {
            return call.Wrong("a value, how many rows away and what stands there beyond the ends; the last two are optional");
        }

        var value = call.Argument(0);
        var offset = call.Count > 1 ? call.Context.Binder.BindConstant(call.Syntax.Arguments[1], call.Context.Scope, KqlType.Long, "the number of rows") : Constant.Long(1);
        var beyond = call.Count > 2 ? call.Argument(2) : Constant.Null(value.Type);
        if (value is Faulty || beyond is Faulty || offset is null)
        {
            return new Faulty();
        }

        return Add(call, $"{function}({{0}}, {{1}}, {{2}})", [value, offset, Beyond(beyond, value.Type)], [], "", value.Type);
    }

    /// <summary>The default as the value's type; a number in place of a time or a length of time is its ticks.</summary>
    private static Scalar Beyond(Scalar value, KqlType type) => (type, value.Type) switch
    {
        (KqlType.DateTime, KqlType.Int or KqlType.Long) => Calls.Make(FunctionTable.Get("_ticks_time"), Conversions.Explicit(value, KqlType.Long)),
        (KqlType.TimeSpan, KqlType.Int or KqlType.Long) => Calls.Make(FunctionTable.Get("_ticks_span"), Conversions.Explicit(value, KqlType.Long)),
        _ => Conversions.Explicit(value, type),
    };

    /// <summary>A rank from the row's number {0}, its term {1} and the term before {2}.</summary>
    private static Scalar Rank(FormCall call, string template)
    {
        if (call.Count is not (1 or 2))
        {
            return call.Wrong("a value and, if wanted, a condition to start again");
        }

        var term = call.Argument(0);
        var restart = Restart(call, 1);
        var number = Add(call, "row_number()", [], restart, "", KqlType.Long);
        return Add(call, template, [number, term, Add(call, "lag({0})", [term], restart, "", term.Type)], restart, UpToHere, KqlType.Long);
    }

    /// <summary>What partitions the rows at those where a condition holds; empty without a condition.</summary>
    private static IReadOnlyList<Scalar> Restart(FormCall call, int position)
    {
        if (call.Count <= position)
        {
            return [];
        }

        var condition = Typed(call, position, KqlType.Bool, "a condition");
        return condition is Constant { Value: not true } ? [] : [Add(call, "count(CASE WHEN {0} THEN 1 END)", [condition], [], UpToHere, KqlType.Long)];
    }

    private static Scalar Typed(FormCall call, int position, KqlType type, string expected)
    {
        var value = call.Argument(position);
        return Conversions.Implicit(value, type) ?? call.Fault("KQL303", $"{call.Syntax.Name} needs {expected} here, not {Conversions.Name(value.Type)}", position);
    }

    private static Scalar Add(FormCall call, string template, IReadOnlyList<Scalar> arguments, IReadOnlyList<Scalar> partition, string frame, KqlType type)
        => arguments.Concat(partition).Any(a => a is Faulty) ? new Faulty() : Register(call, new(template, arguments, partition, frame, type));

    private static Scalar Register(FormCall call, WindowValue value)
    {
        if (call.Context.Windows is not { } windows)
        {
            return ScalarBinder.Fault(call.Context, "KQL327", $"{call.Syntax.Name} works on rows in order: it stands in extend, project, serialize, sort or where, outside aggregates", call.Syntax.Span);
        }

        if (call.Context.Input is { } input && !RowFunctions.InOrder(input) && !call.Context.Binder.Options.Lenient)
        {
            return ScalarBinder.Fault(call.Context, "KQL319", $"{call.Syntax.Name} works on rows in order, and these have none: put sort or serialize before", call.Syntax.Span);
        }

        var column = new Column(call.Syntax.Name, value.Type, $"~{call.Syntax.Name}{windows.Count}");
        windows.Add((column, value));
        return new ColumnValue(column);
    }
}
