using System.Globalization;
using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Plugins;

/// <summary>A plugin in use.</summary>
internal sealed record PluginCall(EvaluateOperator Operator, Rel Input, RowContext Context)
{
    /// <summary>The binder of the query.</summary>
    public Binder Binder => Context.Binder;

    /// <summary>What is written in parentheses.</summary>
    public IReadOnlyList<Expr> Arguments => Operator.Call.Arguments;

    /// <summary>How many arguments are written.</summary>
    public int Count => Arguments.Count;

    /// <summary>The argument of a parameter, by its name or else by its position among those without a name; null when it is left out.</summary>
    public Expr? Find(int position, string name)
    {
        var named = Arguments.OfType<NamedExpr>().FirstOrDefault(a => a.Names is [var given] && string.Equals(given, name, StringComparison.OrdinalIgnoreCase));
        var plain = Arguments.Where(a => a is not NamedExpr).ToList();
        return named?.Value ?? (position < plain.Count ? plain[position] : null);
    }

    /// <summary>The bound value of an argument over the input's rows.</summary>
    public Scalar Value(Expr argument) => ScalarBinder.Bind(argument, Context);

    /// <summary>The value of a column argument as a type; <see cref="Faulty"/> with an error when it is missing or does not fit.</summary>
    public Scalar Value(int position, KqlType type, string what)
    {
        if (position >= Count)
        {
            return Missing(what);
        }

        var value = Value(Arguments[position]);
        return Conversions.Implicit(value, type) ?? ScalarBinder.Fault(Context, "KQL303", $"{what} must be a {Conversions.Name(type)}, not {Conversions.Name(value.Type)}", Arguments[position].Span);
    }

    /// <summary>A name for what an argument gives: its own, or the one given here.</summary>
    public static string NameOf(Expr argument, string otherwise) => argument is NamedExpr { Names: [var name] } ? name : OutputNames.Automatic(argument) ?? otherwise;

    /// <summary>A constant argument with a value; null with an error when it is not.</summary>
    public Constant? Fixed(Expr argument, KqlType type, string what) => Binder.BindValue(argument, Context.Scope, type, what);

    /// <summary>A constant argument; null with an error when it is missing or not constant.</summary>
    public Constant? Fixed(int position, KqlType type, string what)
    {
        if (position < Count)
        {
            return Fixed(Arguments[position], type, what);
        }

        Missing(what);
        return null;
    }

    /// <summary>A constant whole number; the default when it is left out or <c>~</c>; null with an error.</summary>
    public long? Whole(int position, string what, long otherwise)
        => IsLeftOut(position) ? otherwise : Fixed(position, KqlType.Long, what) is { Value: { } value } ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : null;

    /// <summary>A constant number; the default when it is left out or <c>~</c>; null with an error.</summary>
    public double? Number(int position, string what, double otherwise)
        => IsLeftOut(position) ? otherwise : Fixed(position, KqlType.Real, what) is { Value: { } value } ? Convert.ToDouble(value, CultureInfo.InvariantCulture) : null;

    /// <summary>True when an optional argument is not given, or given as <c>~</c>.</summary>
    public bool IsLeftOut(int position) => position >= Count || Arguments[position] is LiteralExpr { Value: "~" };

    /// <summary>Reports an error at the call.</summary>
    public Rel Fail(string message) => Fail(message, Operator.Call.Span);

    /// <summary>Reports an error.</summary>
    public Rel Fail(string message, TextSpan span)
    {
        Binder.Error("KQL303", message, span);
        return Binder.Empty();
    }

    /// <summary>Rows that are computed here from others; without data, none.</summary>
    public Rel Compute(IReadOnlyList<(string Name, KqlType Type)> columns, Rel needed, Func<IReadOnlyList<object?[]>, IEnumerable<object?[]>> compute)
    {
        if (Binder.Data is { } data)
        {
            return data.Store(columns, [.. compute(data.Read(needed))]);
        }

        var made = new Columns();
        return new ValuesRel([.. columns.Select(c => made.Add(c.Name, c.Type))], []);
    }

    /// <summary>The input with only these values, as columns in this order.</summary>
    public Rel Select(IReadOnlyList<(string Name, Scalar Value)> values)
    {
        var columns = new Columns();
        return new ProjectRel(Input, [.. values.Select(v => (columns.Add(v.Name, v.Value.Type), v.Value))]);
    }

    private Scalar Missing(string what) => ScalarBinder.Fault(Context, "KQL303", $"{Operator.Call.Name} needs {what}", Operator.Call.Span);
}
