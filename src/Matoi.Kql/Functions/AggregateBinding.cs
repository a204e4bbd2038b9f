using System.Globalization;
using Matoi.Kql.Binding;
using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Functions;

/// <summary>An aggregate in use.</summary>
internal sealed record AggregateBinding(CallExpr Syntax, RowContext Context, List<(Column Column, AggregateCall Value)> Sink)
{
    /// <summary>How many arguments are written.</summary>
    public int Count => Syntax.Arguments.Count;

    /// <summary>The bound argument at a position; aggregates and row functions are not allowed inside.</summary>
    public Scalar Argument(int position) => ScalarBinder.Bind(Syntax.Arguments[position], Context.Plain);

    /// <summary>The argument as a type; <see cref="Faulty"/> with an error when it does not fit.</summary>
    public Scalar Argument(int position, KqlType type)
    {
        var value = Argument(position);
        return Conversions.Implicit(value, type) ?? Unfit(position, value, $"a {Conversions.Name(type)}");
    }

    /// <summary>The argument as a type in which values can be compared by size.</summary>
    public Scalar Orderable(int position)
    {
        var value = Argument(position);
        return value.Type is KqlType.Dynamic or KqlType.Guid && value is not (Constant or Faulty) && !Context.Binder.Options.Lenient
            ? Unfit(position, value, "a number, time, length of time, text or bool")
            : value;
    }

    /// <summary>The argument as a number: int becomes long, dynamic real; with <paramref name="times"/> also a time or a length of time.</summary>
    public Scalar Number(int position, bool times = false)
    {
        var value = Argument(position);
        return value.Type switch
        {
            _ when value is Faulty => value,
            KqlType.Int => Conversions.Implicit(value, KqlType.Long)!,
            KqlType.Long or KqlType.Real or KqlType.Decimal => value,
            KqlType.Dynamic => Conversions.Implicit(value, KqlType.Real)!,
            KqlType.TimeSpan or KqlType.DateTime when times => value,
            _ => Unfit(position, value, times ? "a number, time or length of time" : "a number"),
        };
    }

    /// <summary>The argument as a real; decimals lose digits.</summary>
    public Scalar Real(int position) => Number(position) is var value && value is Faulty ? value : Conversions.Explicit(value, KqlType.Real);

    /// <summary>An argument that must be a constant with a value; null with an error when it is not.</summary>
    public Constant? Fixed(int position, KqlType type, string what) => Context.Binder.BindValue(Syntax.Arguments[position], Context.Scope, type, what);

    /// <summary>The name of the argument's value in an automatic column name; null when it has none.</summary>
    public string? ArgumentName(int position) => Syntax.Arguments[position] is NamedExpr { Names: [var name, ..] } ? name : OutputNames.Automatic(Syntax.Arguments[position]);

    /// <summary>Reports that the aggregate takes other arguments.</summary>
    public Scalar Wrong(string expected) => ScalarBinder.Fault(Context, "KQL303", $"{Syntax.Name} takes {expected}", Syntax.Span);

    /// <summary>Reports that an argument has the wrong type.</summary>
    public Scalar Unfit(int position, Scalar value, string expected)
        => value is Faulty ? value : ScalarBinder.Fault(Context, "KQL303", $"{Syntax.Name} needs {expected} here, not {Conversions.Name(value.Type)}; convert it", Syntax.Arguments[position].Span);

    /// <summary>
    /// Adds an aggregate to the summarize and gives its value. In the template <c>{if}</c> stands for the filter by <paramref name="when"/>, <c>{some}</c> for the same
    /// that also leaves out rows whose first argument is null, <c>{and}</c> for the condition behind one of the template's own.
    /// </summary>
    public Scalar Add(string template, KqlType type, IReadOnlyList<Scalar> arguments, Constant? overNothing = null, Scalar? when = null)
    {
        if (arguments.Any(a => a is Faulty) || when is Faulty)
        {
            return new Faulty();
        }

        var condition = when is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{{{arguments.Count}?}}");
        template = template
            .Replace("{if}", when is null ? "" : $" FILTER (WHERE {condition})", StringComparison.Ordinal)
            .Replace("{some}", $" FILTER (WHERE {{0}} IS NOT NULL{(when is null ? "" : $" AND {condition}")})", StringComparison.Ordinal)
            .Replace("{and}", when is null ? "" : $" AND {condition}", StringComparison.Ordinal);
        var column = new Column($"{Syntax.Name}_", type, $"~{Syntax.Name}{Sink.Count}");
        Sink.Add((column, new(template, when is null ? arguments : [.. arguments, when], type, overNothing ?? (type == KqlType.String ? Constant.Text("") : null))));
        return new ColumnValue(column);
    }
}
