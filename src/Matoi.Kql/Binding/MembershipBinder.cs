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

        if (items is [ScalarRows { Rows: var rows }])
        {
            return Table(rows, value, op, negated, context, expression.Span);
        }

        // A dynamic array among the items stands for its elements.
        var flat = items.SelectMany(Elements).ToList();
        var result = flat.All(i => i is Constant) && flat.Count > 0 || flat.Count == 0
            ? Constant(op, value, flat, context, expression.Span)
            : Any(op, value, flat, context, expression.Span);
        return negated ? Calls.Make(context, "not", [result], expression.Span) : result;
    }

    private static Scalar Constant(string op, Scalar value, List<Scalar> items, RowContext context, TextSpan span)
    {
        // One call with the list as a dynamic array, so that the list is one parameter of the query however long it is.
        var function = op switch { "in" => "_in", "in~" => "_in_ci", "has_any" => "_has_any", _ => "_has_all" };
        if (op != "in" || value.Type is KqlType.String or KqlType.Dynamic || items.Any(i => i.Type == KqlType.String))
        {
            var texts = new JsonArray([.. items.Select(i => (JsonNode?)JsonValue.Create((string)((Constant)Conversions.Explicit(i, KqlType.String)).Value!))]);
            return Calls.Make(context, function, [Conversions.Explicit(value, KqlType.String), new Constant(KqlType.Dynamic, Json.Write(texts))], span);
        }

        return Any(op, value, items, context, span);
    }

    private static Scalar Any(string op, Scalar value, List<Scalar> items, RowContext context, TextSpan span)
    {
        var (one, joint) = op switch { "in" => ("==", "or"), "in~" => ("=~", "or"), "has_any" => ("has", "or"), _ => ("has", "and") };
        Scalar? result = null;
        foreach (var item in items)
        {
            // An array known only with the row is asked for its elements there.
            var test = item is { Type: KqlType.Dynamic } and not Relations.Constant
                ? Calls.Make(context, op switch { "in" => "_in", "in~" => "_in_ci", "has_any" => "_has_any", _ => "_has_all" }, [Conversions.Explicit(value, KqlType.String), item], span)
                : OperatorBinder.Apply(one, value, item, context, span);
            result = result is null ? test : OperatorBinder.Apply(joint, result, test, context, span);
        }

        return result ?? new Constant(KqlType.Bool, op == "has_all");
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
            var type = Conversions.Shared(value.Type, first.Type) ?? KqlType.String;
            var column = new Columns().Add(first.Name, type);
            return new InRows(Conversions.Explicit(value, type), Binder.Project(rows, [(column, Conversions.Explicit(key, type))]), negated, op == "in~");
        }

        var list = ListOf(rows, first, context, span);
        var result = list is null ? new Faulty() : Calls.Make(context, op == "has_any" ? "_has_any" : "_has_all", [Conversions.Explicit(value, KqlType.String), list], span);
        return negated ? Calls.Make(context, "not", [result], span) : result;
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
        => item is Constant { Type: KqlType.Dynamic, Value: string json } && Json.Read(json) is JsonArray array
            ? array.Select(e => e is JsonValue v && v.TryGetValue<string>(out var text) ? Relations.Constant.Text(text) : (Scalar)new Constant(KqlType.Dynamic, Json.Write(e)))
            : [item];
}
