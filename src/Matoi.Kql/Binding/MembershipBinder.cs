using System.Text.Json;
using System.Text.Json.Nodes;
using Matoi.Kql.Functions;
using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding;

/// <summary>Binds <c>in</c>, <c>in~</c>, <c>has_any</c>, <c>has_all</c> over lists, dynamic arrays and the first column of a relation.</summary>
internal static class MembershipBinder
{
    /// <summary>A bool that is never null.</summary>
    public static Scalar Bind(InExpr expression, RowContext context)
    {
        var op = expression.Operator.TrimStart('!');
        var negated = op != expression.Operator;
        var value = ScalarBinder.Bind(expression.Value, context);
        if (value is Faulty)
        {
            return value;
        }

        if (expression.Items is [var only] && context.Binder.IsTable(only, context.Scope))
        {
            return Table(context.Binder.BindTable(only, context.Scope), value, op, negated, context, expression.Span);
        }

        var items = expression.Items.Select(i => ScalarBinder.Bind(i, context)).ToList();
        if (items.Any(i => i is Faulty))
        {
            return new Faulty();
        }

        // A dynamic array among the items stands for its elements.
        var result = List(op, value, [.. items.SelectMany(Elements)], context, expression.Span);
        return negated && result is not Faulty ? Calls.Make(context, "not", [result], expression.Span) : result;
    }

    private static Scalar List(string op, Scalar value, List<Scalar> items, RowContext context, TextSpan span)
    {
        var isText = op != "in" || value.Type == KqlType.String;
        var texts = items.Where(i => i is Constant && (isText || value.Type == KqlType.Dynamic && i.Type == KqlType.String)).ToList();
        var tests = new List<Scalar>();
        if (texts.Count > 0 || items.Count == 0)
        {
            // The list is one parameter of the query, however long it is.
            var list = new JsonArray([.. texts.Select(t => (JsonNode?)JsonValue.Create((string)((Constant)Conversions.Explicit(t, KqlType.String)).Value!))]);
            tests.Add(Of(op, value, new Constant(KqlType.Dynamic, Json.Write(list)), context, span));
        }

        var others = items.Except(texts, ReferenceEqualityComparer.Instance).Cast<Scalar>().ToList();
        if (value.Type is not (KqlType.String or KqlType.Dynamic) && others.Count > 1 && others.TrueForAll(o => o is Constant) && Rows(value, others) is { } rows)
        {
            tests.Add(rows);
            others = [];
        }

        foreach (var item in others)
        {
            // An array known only with the row is asked for its elements there.
            tests.Add(item.Type == KqlType.Dynamic ? Of(op, value, item, context, span) : OperatorBinder.Apply(op switch { "in" => "==", "in~" => "=~", _ => "has" }, value, item, context, span));
        }

        return tests.Aggregate((a, b) => OperatorBinder.Apply(op == "has_all" ? "and" : "or", a, b, context, span));
    }

    /// <summary>A number, a text, or another value as one, among the elements of a dynamic array.</summary>
    private static Scalar Of(string op, Scalar value, Scalar list, RowContext context, TextSpan span)
        => op == "in" && value.Type is (KqlType.Int or KqlType.Long or KqlType.Real)
        ? Calls.Make(context, "_in_numbers", [value, Conversions.Explicit(value, KqlType.String), list], span)
        : Calls.Make(context, op switch { "in" => "_in", "in~" => "_in_ci", "has_any" => "_has_any", _ => "_has_all" }, [Conversions.Explicit(value, KqlType.String), list], span);

    /// <summary>Constants that are no text as the rows of one column; null when one does not fit the value.</summary>
    private static InRows? Rows(Scalar value, List<Scalar> items)
    {
        // An int stays an int among whole numbers that are as small, so that a stored column is compared as it lies.
        if (value.Type == KqlType.Int && items.TrueForAll(i => i is Constant { Value: null or int or (long and >= int.MinValue and <= int.MaxValue) }))
        {
            items = [.. items.Select(i => Conversions.Explicit(i, KqlType.Int))];
        }

        var type = items.Aggregate((KqlType?)value.Type, (shared, item) => shared is { } known ? Conversions.Shared(known, item.Type) : null);
        if (type is not { } common || Conversions.Implicit(value, common) is not { } converted)
        {
            return null;
        }

        var rows = items.Select(i => Conversions.Implicit(i, common)).ToList();
        return rows.TrueForAll(r => r is Constant)
            ? new(converted, new ValuesRel([new Columns().Add("item", common)], [.. rows.OfType<Constant>().Where(r => r.Value is not null).Select(r => (IReadOnlyList<Scalar>)[r])]), Negated: false, IgnoreCase: false)
            : null;
    }

    private static Scalar Table(Rel rows, Scalar value, string op, bool negated, RowContext context, TextSpan span)
    {
        if (rows.Columns is not [var first, ..])
        {
            return ScalarBinder.Fault(context, "KQL308", $"'{op}' needs rows with at least one column", span);
        }

        if (op is "in" or "in~")
        {
            var key = new ColumnValue(first);
            var type = op == "in~" ? KqlType.String : Conversions.Shared(value.Type, first.Type) ?? KqlType.String;
            type = type == KqlType.Dynamic ? KqlType.String : type;
            var column = new Columns().Add(first.Name, type);
            return new InRows(Conversions.Explicit(value, type), Binder.Project(rows, [(column, Conversions.Explicit(key, type))]), negated, op == "in~");
        }

        var list = ListOf(rows, first, context, span);
        var result = list is null ? new Faulty() : Of(op, value, list, context, span);
        return negated && result is not Faulty ? Calls.Make(context, "not", [result], span) : result;
    }

    /// <summary>The first column of a relation as one dynamic array.</summary>
    private static Scalar? ListOf(Rel rows, Column first, RowContext context, TextSpan span)
    {
        var aggregates = new List<(Column, AggregateCall)>();
        var call = new CallExpr("make_set", span, [new NameExpr(first.Name, span)], span);
        var value = AggregateTable.Find("make_set")!.Bind(new(call, context with { Input = rows, Aggregates = aggregates }, aggregates));
        return value is Faulty ? null : new ScalarRows(new AggregateRel(rows, [], aggregates), KqlType.Dynamic);
    }

    private static IEnumerable<Scalar> Elements(Scalar item)
        => item is Constant { Type: KqlType.Dynamic, Value: string json } && Json.Read(json) is JsonArray array ? array.OfType<JsonNode>().Select(Element) : [item];

    private static Scalar Element(JsonNode element) => element.GetValueKind() switch
    {
        JsonValueKind.String => Constant.Text((string)element!),
        JsonValueKind.True or JsonValueKind.False => new Constant(KqlType.Bool, (bool)element),
        JsonValueKind.Number when Functions.Dynamic.Values.IsWhole(element) && Functions.Dynamic.Values.Whole(element) is { } whole => Constant.Long(whole),
        JsonValueKind.Number => new Constant(KqlType.Real, Functions.Dynamic.Values.Real(element)),
        _ => Constant.Text(Json.Write(element)!),
    };
}
