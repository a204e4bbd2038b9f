using System.Collections.Immutable;
using Matoi.Kql.Functions;
using Matoi.Kql.Functions.Types;
using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Operators;

/// <summary>Binds <c>sort</c>, and the keys of <c>top</c>. Rows with equal keys keep the order they had.</summary>
internal static class Sort
{
    /// <summary>The input in a new order.</summary>
    public static Rel Bind(IReadOnlyList<SortItem> items, Rel input, RowContext context)
    {
        var (rows, values) = RowFunctions.Bind(items.Select(i => i.Value), input, context, ScalarBinder.Bind);
        return values.Any(v => v is Faulty) ? input : By([.. items.Zip(values, (item, value) => (value, item.Ascending, item.NullsFirst ?? item.Ascending))], rows);
    }

    /// <summary>The input in the order of values; those that are not columns become hidden ones.</summary>
    public static Rel By(IReadOnlyList<(Scalar Value, bool Ascending, bool NullsFirst)> keys, Rel input)
    {
        var columns = new Columns().Keep(input.AllColumns);
        var hidden = new List<(Column Column, Scalar Value)>();
        var order = ImmutableArray.CreateBuilder<SortKey>();
        foreach (var (value, ascending, nullsFirst) in keys)
        {
            foreach (var key in Parts(value, ascending, nullsFirst))
            {
                if (key.Value is not ColumnValue { Column: var column } || !input.AllColumns.Contains(column))
                {
                    column = columns.Hidden("sort", key.Value.Type);
                    hidden.Add((column, key.Value));
                }

                order.Add(new(column, key.Ascending, key.NullsFirst));
            }
        }

        order.AddRange(input.Order.Where(o => order.All(k => k.Column != o.Column)));
        var rows = hidden.Count == 0 ? input : new ProjectRel(input, Binder.Same(input.Columns))
        {
            HiddenItems = [.. Binder.Same(input.Hidden), .. hidden],
            Hidden = [.. input.Hidden, .. hidden.Select(h => h.Column)],
            Open = input.Open,
        };
        return new SortRel(rows, order.ToImmutable());
    }

    /// <summary>Whether a number is NaN; null for null.</summary>
    [KqlFunction("_is_nan", DuckDb = "isnan({0})")]
    public static bool IsNan(double value) => double.IsNaN(value);

    /// <summary>What a key is compared by: NaN stands between null and all other numbers; a dynamic value is compared as a number where it is one, else as text; a decimal, kept as text, as a number.</summary>
    private static (Scalar Value, bool Ascending, bool NullsFirst)[] Parts(Scalar value, bool ascending, bool nullsFirst) => value.Type switch
    {
        KqlType.Real => [(Calls.Make(FunctionTable.Get("_is_nan"), value), !nullsFirst, nullsFirst), (value, ascending, nullsFirst)],
        KqlType.Decimal => [(DecimalOrder.Of(value), ascending, nullsFirst)],
        KqlType.Dynamic => [(Conversions.Explicit(value, KqlType.Real), ascending, nullsFirst), (Conversions.Explicit(value, KqlType.String), ascending, nullsFirst)],
        _ => [(value, ascending, nullsFirst)],
    };
}
