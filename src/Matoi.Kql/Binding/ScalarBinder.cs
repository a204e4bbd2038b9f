using System.Globalization;
using Matoi.Kql.Functions;
using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding;

/// <summary>Binds scalar expressions.</summary>
internal static class ScalarBinder
{
    /// <summary>The typed value of an expression; <see cref="Faulty"/> when an error was reported.</summary>
    public static Scalar Bind(Expr expression, RowContext context) => expression switch
    {
        LiteralExpr literal => new Constant(literal.Type, literal.Value ?? Constant.Null(literal.Type).Value),
        NameExpr name => NameBinder.Bind(name, context),
        MemberExpr member => Member(member, context),
        IndexExpr index => Index(index, context),
        CallExpr call => CallBinder.Bind(call, context),
        UnaryExpr unary => Unary(unary, context),
        BinaryExpr binary => Binary(binary, context),
        BetweenExpr between => Between(between, context),
        InExpr membership => MembershipBinder.Bind(membership, context),
        NamedExpr named => Bind(named.Value, context),
        DynamicArrayExpr or DynamicBagExpr => DynamicLiteral.Bind(expression, context),
        PipeExpr or DataTableExpr or OperatorSourceExpr => Rows(expression, context),
        _ => Fault(context, "KQL301", "a value is expected here", expression.Span),
    };

    /// <summary>Reports an error and stands in for the value.</summary>
    public static Scalar Fault(RowContext context, string code, string message, TextSpan span, string? suggestion = null)
    {
        context.Binder.Error(code, message, span, suggestion);
        return new Faulty();
    }

    /// <summary>A step into a dynamic value; text is taken as JSON, as Kusto does with what it reads as dynamic.</summary>
    public static Scalar Step(Scalar target, PathStep step, RowContext context, TextSpan span)
    {
        if (target is Faulty)
        {
            return target;
        }

        if (target is TupleValue tuple && step.Name is null && step.Index >= 0 && step.Index < tuple.Items.Count)
        {
            return tuple.Items[step.Index].Value;
        }

        if (target.Type != KqlType.Dynamic)
        {
            return Fault(context, "KQL302", $"a value of type {Conversions.Name(target.Type)} has no parts; only dynamic has (use parse_json)", span);
        }

        if (target is ColumnValue { Column.ParsedFrom: { } text } && context.Input?.AllColumns.Contains(text) == true)
        {
            target = Calls.Make(FunctionTable.Get("parse_json", KqlType.String), new ColumnValue(text));
        }

        var path = target is DynamicPath outer ? new DynamicPath(outer.Target, [.. outer.Steps, step]) : new DynamicPath(target, [step]);
        return path.Target is Constant { Value: string json } ? new Constant(KqlType.Dynamic, ConstantPath.Of(json, path.Steps)) : path;
    }

    private static Scalar Member(MemberExpr member, RowContext context)
    {
        if (member.Target is NameExpr { Name: "$left" or "$right" } side)
        {
            return NameBinder.Side(side.Name, member, context);
        }

        if (member.Target is NameExpr qualified && context.Named?.GetValueOrDefault(qualified.Name) is { } named)
        {
            return named.Find(member.Name) is { } own ? new ColumnValue(own)
                : named.Open ? Constant.Null(KqlType.Dynamic)
                : Fault(context, "KQL201", $"'{qualified.Name}' has no column '{member.Name}'", member.NameSpan, NearestName.Of(member.Name, named.Columns.Select(c => c.Name)));
        }

        // A table's column by its full name, as in find: T.column.
        return Step(Bind(member.Target, context), new(member.Name, 0), context, member.NameSpan);
    }

    private static Scalar Index(IndexExpr index, RowContext context)
    {
        if (index.Target is NameExpr { Name: "$left" or "$right" } side && index.Index is LiteralExpr { Value: string column })
        {
            return NameBinder.Side(side.Name, new(index.Target, column, index.Index.Span, index.Span), context);
        }

        var target = Bind(index.Target, context);
        var at = Bind(index.Index, context);
        return at switch
        {
            Faulty => at,
            Constant { Type: KqlType.String, Value: string name } => Step(target, new(name, 0), context, index.Span),
            Constant { Type: KqlType.Long or KqlType.Int, Value: not null } number => Step(target, new(null, (int)Math.Clamp(Convert.ToInt64(number.Value, CultureInfo.InvariantCulture), int.MinValue, int.MaxValue)), context, index.Span),
            _ when target is Faulty => target,
            _ => Calls.Make(context, "_element", [target, at.Type == KqlType.Int ? Conversions.Implicit(at, KqlType.Long)! : at], index.Span),
        };
    }

    private static Scalar Unary(UnaryExpr unary, RowContext context)
    {
        var operand = Bind(unary.Operand, context);
        return unary.Operator == "+" || operand is Faulty ? operand : Calls.Make(context, operand.Type == KqlType.Dynamic ? "_negate_dynamic" : "_negate", [operand], unary.Span);
    }

    private static Scalar Binary(BinaryExpr binary, RowContext context)
    {
        var (left, right) = (Bind(binary.Left, context), Bind(binary.Right, context));
        return left is Faulty || right is Faulty ? new Faulty() : OperatorBinder.Apply(binary.Operator, left, right, context, binary.OperatorSpan);
    }

    private static Scalar Between(BetweenExpr between, RowContext context)
    {
        var (value, low, high) = (Bind(between.Value, context), Bind(between.Low, context), Bind(between.High, context));
        if (value is Faulty || low is Faulty || high is Faulty)
        {
            return new Faulty();
        }

        // between (t .. 1h): the right side is a distance.
        if (high.Type == KqlType.TimeSpan && low.Type == KqlType.DateTime)
        {
            high = OperatorBinder.Apply("+", low, high, context, between.High.Span);
        }

        var inside = OperatorBinder.Apply("and", OperatorBinder.Apply(">=", value, low, context, between.Span), OperatorBinder.Apply("<=", value, high, context, between.Span), context, between.Span);
        return between.Negated && inside is not Faulty ? Calls.Make(context, "not", [inside], between.Span) : inside;
    }

    private static Scalar Rows(Expr expression, RowContext context)
    {
        var rows = context.Binder.BindTable(expression, context.Scope);
        return rows.Columns is [var first, ..] ? new ScalarRows(rows, first.Type) : new Faulty();
    }
}
