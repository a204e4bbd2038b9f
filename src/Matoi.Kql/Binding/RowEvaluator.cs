using Matoi.Kql.Relations;

namespace Matoi.Kql.Binding;

/// <summary>A value that is computed here for one row after the other; the row is what <paramref name="column"/> finds in it.</summary>
/// <param name="column">Gives access to a column's value.</param>
/// <param name="data">Reads the rows of queries inside the expression, once.</param>
internal sealed class RowEvaluator(Func<Column, Func<object?>> column, QueryData data)
{
    /// <summary>The computation of a value; results are as in <see cref="Constant"/>.</summary>
    /// <exception cref="NotSupportedException">The value can only be computed by the engine.</exception>
    public Func<object?> Compile(Scalar value)
    {
        switch (value)
        {
            case Constant constant:
                return () => constant.Value;
            case ColumnValue name:
                return column(name.Column);
            case Call call when call.Function.Method.GetParameters().Length > 0 || call.Arguments.Count == 0:
                return Function(call);
            case Conditional conditional:
                return Choice(conditional);
            case DynamicPath path:
                var target = Compile(path.Target);
                return () => target() is string json ? ConstantPath.Of(json, path.Steps) : null;
            case InRows rows:
                return Membership(rows);
            case ScalarRows rows:
                var first = data.Read(rows.Rows) is [var row, ..] ? row[0] : Constant.Null(rows.Type).Value;
                return () => first;
            default:
                throw new NotSupportedException();
        }
    }

    private Func<object?> Function(Call call)
    {
        if (call.Function.Method.DeclaringType == typeof(EngineFunctions))
        {
            throw new NotSupportedException();
        }

        var arguments = call.Arguments.Select(a => (a.Type, Value: Compile(a))).ToList();
        return () => Constants.Compute(call.Function, [.. arguments.Select(a => new Constant(a.Type, a.Value()))]).Value;
    }

    private Func<object?> Choice(Conditional conditional)
    {
        var branches = conditional.Branches.Select(b => (When: Compile(b.When), Then: Compile(b.Then))).ToList();
        var otherwise = Compile(conditional.Else);
        return () =>
        {
            foreach (var (when, then) in branches)
            {
                if (when() is true)
                {
                    return then();
                }
            }

            return otherwise();
        };
    }

    private Func<object?> Membership(InRows rows)
    {
        var comparer = rows.IgnoreCase ? (IEqualityComparer<object>)new IgnoringCase() : EqualityComparer<object>.Default;
        var known = data.Read(rows.Rows).Select(r => r[0]).OfType<object>().ToHashSet(comparer);
        var value = Compile(rows.Value);
        return () => (value() is { } given && known.Contains(given)) != rows.Negated;
    }

    private sealed class IgnoringCase : IEqualityComparer<object>
    {
        public new bool Equals(object? x, object? y) => x is string a && y is string b ? string.Equals(a, b, StringComparison.OrdinalIgnoreCase) : object.Equals(x, y);

        public int GetHashCode(object value) => value is string text ? StringComparer.OrdinalIgnoreCase.GetHashCode(text) : value.GetHashCode();
    }
}
