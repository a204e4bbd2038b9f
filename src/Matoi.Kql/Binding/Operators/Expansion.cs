using System.Collections.Immutable;
using Matoi.Kql.Functions;
using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Operators;

/// <summary>What mv-expand and mv-apply have in common: arrays become rows, their elements the columns of an item each.</summary>
internal sealed class Expansion
{
    private readonly List<Item> _items = [];

    private Expansion()
    {
    }

    /// <summary>One array, with the name of the column its elements go to, in order of the query.</summary>
    public IReadOnlyList<Item> Items => _items;

    /// <summary>The name of the column that tells an element's position; null when it is not asked for.</summary>
    public string? IndexName { get; private init; }

    /// <summary>At most so many rows per input row; null for all.</summary>
    public Scalar? RowLimit { get; private init; }

    /// <summary>Reads the parameters and binds the arrays; null when there is an error, which is reported.</summary>
    public static Expansion? Bind(IReadOnlyList<OperatorParameter> parameters, IReadOnlyList<MvItem> items, Expr? limit, Rel input, RowContext context)
    {
        var pairs = parameters.Any(p => p.Name is "kind" or "bagexpansion" && Word(p.Value) == "array");
        var rows = limit is null ? null : context.Binder.BindCount(limit, context.Scope, "the limit of rows");
        var expansion = new Expansion { IndexName = parameters.FirstOrDefault(p => p.Name == "with_itemindex") is { } index ? Word(index.Value) : null, RowLimit = rows };
        var auto = 1;
        foreach (var item in items)
        {
            var value = ScalarBinder.Bind(item.Value, context);
            if (value is Faulty)
            {
                return null;
            }

            if (value.Type != KqlType.Dynamic)
            {
                context.Binder.Error("KQL331", $"only dynamic values can be expanded, but this is a {Conversions.Name(value.Type)}; make it an array with parse_json, split or pack_array", item.Value.Span);
                return null;
            }

            var name = item.Value is NamedExpr { Names: [var given] } ? given : OutputNames.Automatic(item.Value) ?? $"Column{auto++}";
            expansion._items.Add(new(name, Array(value, pairs), item.To ?? KqlType.Dynamic, item.Value is NameExpr && input.Find(name) is { } column ? column : null));
        }

        return limit is not null && rows is null ? null : expansion;
    }

    /// <summary>
    /// The input's rows times the elements: after the input's columns, of which <paramref name="dropped"/> are left out, come those of the items (dynamic) and the
    /// position. With <paramref name="ordered"/> the rows keep the input's order, and elements theirs inside it.
    /// </summary>
    public (ExpandRel Rows, IReadOnlyList<Column> Elements, Column? Index) Rows(Rel input, IReadOnlySet<Column> dropped, bool ordered)
    {
        var columns = new Columns().Keep(input.AllColumns);
        var elements = _items.Select(i => columns.Hidden(i.Name, KqlType.Dynamic)).ToList();
        var index = IndexName is not null || ordered ? columns.Hidden(IndexName ?? "index", KqlType.Long) : null;
        var hidden = input.Hidden.AddRange(input.Columns.Where(dropped.Contains));
        var visible = IndexName is null ? elements : elements.Append(index!);
        var rows = new ExpandRel(input, [.. input.Columns.Where(c => !dropped.Contains(c)), .. visible], [.. elements.Zip(_items, (e, i) => (e, i.Array))], index, RowLimit)
        {
            Hidden = index is not null && IndexName is null ? hidden.Add(index) : hidden,
            Order = ordered ? [.. input.Order, new(index!, Ascending: true, NullsFirst: true)] : [],
            Open = input.Open,
        };
        return (rows, elements, IndexName is null ? null : index);
    }

    /// <summary>The same where the arrays are ready in columns.</summary>
    public Expansion Over(IReadOnlyList<Column> arrays)
    {
        var over = new Expansion { IndexName = IndexName, RowLimit = RowLimit };
        over._items.AddRange(_items.Zip(arrays, (item, array) => item with { Array = new ColumnValue(array), Source = null }));
        return over;
    }

    /// <summary>The columns of the operator's result: an element takes the place of a column of its name or comes last, the position comes last of all.</summary>
    public IReadOnlyList<(Column Column, Scalar Value)> Outputs(IEnumerable<Column> kept, IReadOnlyList<Column> elements, Column? index)
    {
        var items = Binder.Same(kept).ToList();
        var columns = new Columns().Keep(items.Select(i => i.Column));
        for (var i = 0; i < elements.Count; i++)
        {
            var (name, value) = (_items[i].Name, Typed(elements[i], _items[i].Type));
            var at = items.FindIndex(k => k.Column.Name == name);
            if (at < 0)
            {
                items.Add((columns.Add(name, value), value));
                continue;
            }

            columns.Free(name);
            items[at] = (columns.Add(name, value), value);
        }

        if (index is not null)
        {
            items.Add((columns.Add(index.Name, KqlType.Long), new ColumnValue(index)));
        }

        return items;
    }

    private static Scalar Typed(Column element, KqlType type)
    {
        var value = new ColumnValue(element);
        return type switch
        {
            KqlType.Dynamic => value,
            KqlType.String => Conversions.Explicit(value, type),
            KqlType.DateTime or KqlType.TimeSpan or KqlType.Guid => Conversions.Explicit(Calls.Make(FunctionTable.Get("_cast_text"), value), type),
            _ => Calls.Make(FunctionTable.Get($"_cast_{Conversions.Name(type)}", KqlType.Dynamic), value),
        };
    }

    private static Scalar Array(Scalar value, bool pairs)
    {
        var other = Calls.Make(FunctionTable.Get(pairs ? "_pairs" : "_bags"), value);
        return other is Constant ? other : new Conditional([(Calls.Make(FunctionTable.Get("_is_array"), value), value)], other, KqlType.Dynamic);
    }

    private static string? Word(Expr value) => value switch
    {
        NameExpr name => name.Name,
        LiteralExpr { Value: string text } => text,
        _ => null,
    };

    /// <summary>An array to expand.</summary>
    /// <param name="Name">Name of the element's column.</param>
    /// <param name="Array">JSON array.</param>
    /// <param name="Type">Type of the element's column.</param>
    /// <param name="Source">The input's column that is expanded under its own name; null for an expression.</param>
    internal sealed record Item(string Name, Scalar Array, KqlType Type, Column? Source);
}
