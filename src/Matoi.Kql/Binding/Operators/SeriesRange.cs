using Matoi.Kql.Functions;
using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Operators;

/// <summary>
/// The axis of make-series: from where to where, by which step. Without a start bins are aligned as <c>bin()</c> does it, and every series begins with its first bin
/// that has data; without an end it ends with its last one. The form <c>in range(a, b, step)</c> is aligned the same way, and includes its end.
/// </summary>
internal sealed class SeriesRange
{
    private readonly Scalar _axis;
    private readonly Scalar _origin;
    private readonly Scalar _step;

    private SeriesRange(Scalar axis, Scalar origin, Scalar step) => (_axis, _origin, _step) = (axis, origin, step);

    /// <summary>The first bin; null when it depends on the series.</summary>
    public Scalar? First { get; private init; }

    /// <summary>The last bin; null when it depends on the series.</summary>
    public Scalar? Last { get; private init; }

    /// <summary>The number of the bin of a row; null for a row outside the axis' type.</summary>
    public Scalar Bin => Make("_bin_index", _axis, _origin, _step);

    /// <summary>Binds the axis; null when there is an error, which is reported.</summary>
    public static SeriesRange? Bind(MakeSeriesOperator op, RowContext context)
    {
        var axis = ScalarBinder.Bind(op.On, context);
        var bounds = new[] { op.Step, op.From, op.To }.Select(e => e is null ? null : ScalarBinder.Bind(e, new(context.Binder, context.Scope))).ToArray();
        if (axis is Faulty || bounds.Any(b => b is Faulty))
        {
            return null;
        }

        var type = bounds.Skip(1).OfType<Scalar>().Append(axis).Append(axis.Type is KqlType.DateTime ? axis : bounds[0]!).Select(b => (KqlType?)b.Type).Aggregate((a, b) => a is { } x && b is { } y ? Conversions.Shared(x, y) : null);
        type = type is KqlType.Int ? KqlType.Long : type;
        if (type is not (KqlType.DateTime or KqlType.TimeSpan or KqlType.Long or KqlType.Real))
        {
            context.Binder.Error("KQL332", $"an axis of {Conversions.Name(axis.Type)} cannot have steps of {Conversions.Name(bounds[0]!.Type)}{(op.From is null && op.To is null ? "" : " between these bounds")}; it must be a time or a number, and all parts must fit together", op.On.Span);
            return null;
        }

        var stepType = type == KqlType.DateTime ? KqlType.TimeSpan : type.Value;
        if (Conversions.Implicit(bounds[0]!, stepType) is not { } step)
        {
            context.Binder.Error("KQL332", $"the step is a {Conversions.Name(bounds[0]!.Type)}, not a {Conversions.Name(stepType)}", op.Step.Span);
            return null;
        }

        var (from, to) = (bounds[1] is { } f ? Conversions.Explicit(f, type.Value) : null, bounds[2] is { } t ? Conversions.Explicit(t, type.Value) : null);
        var zero = new Constant(type.Value, type switch { KqlType.DateTime => DateTime.MinValue, KqlType.TimeSpan => TimeSpan.Zero, KqlType.Long => 0L, _ => 0.0 });
        var origin = op.InRange || from is null ? zero : from;
        return new(Conversions.Explicit(axis, type.Value), origin, step)
        {
            First = from is null ? null : Make("_bin_index", from, origin, step),
            Last = to is null ? null : op.InRange ? Make("_bin_index", to, origin, step) : Make("_subtract", Make("_bin_count", to, origin, step), Constant.Long(1)),
        };
    }

    /// <summary>The axis of a series from a first to a last bin.</summary>
    public Scalar Axis(Scalar first, Scalar last) => Make("_series_axis", _origin, _step, first, last);

    private static Scalar Make(string function, params Scalar[] arguments) => Calls.Make(FunctionTable.Get(function, [.. arguments.Select(a => a.Type)]), arguments);
}
