using System.Globalization;

namespace Matoi.Kql.Syntax.Printing;

/// <summary>Expressions as text.</summary>
internal static class ExpressionPrinter
{
    internal static void Write(TreeWriter w, Expr expression)
    {
        switch (expression)
        {
            case LiteralExpr literal:
                w.Raw(Literal(literal));
                break;
            case NameExpr name:
                w.Raw(TreeWriter.Name(name.Name));
                break;
            case WildcardExpr wildcard:
                w.Raw(wildcard.Pattern);
                break;
            case MemberExpr member:
                w.Write(member.Target);
                w.Raw(".").Raw(member.Name.Contains('*', StringComparison.Ordinal) ? member.Name : TreeWriter.Name(member.Name));
                break;
            case IndexExpr index:
                w.Write(index.Target);
                w.Raw("[").Write(index.Index);
                w.Raw("]");
                break;
            case MethodExpr method:
                w.Write(method.Target);
                w.Raw(".").Write(method.Call);
                break;
            case CallExpr call:
                w.Raw(TreeWriter.Name(call.Name)).Raw("(").Join(", ", call.Arguments);
                w.Raw(")");
                break;
            case DynamicArrayExpr array:
                w.Raw("[").Join(", ", array.Items);
                w.Raw("]");
                break;
            case DynamicBagExpr bag:
                Bag(w, bag);
                break;
            default:
                Form(w, expression);
                break;
        }
    }

    private static void Form(TreeWriter w, Expr expression)
    {
        switch (expression)
        {
            case UnaryExpr unary:
                w.Form(unary.Operator, unary.Operand);
                break;
            case BinaryExpr binary:
                w.Form(binary.Operator, binary.Left, binary.Right);
                break;
            case BetweenExpr between:
                w.Form(between.Negated ? "!between" : "between", between.Value, between.Low, between.High);
                break;
            case InExpr membership:
                w.Form(membership.Operator, membership.Value, membership.Items);
                break;
            case NamedExpr { Names: [var name] } named:
                w.Form("=", TreeWriter.Name(name), named.Value);
                break;
            case NamedExpr named:
                w.Form("=", $"({string.Join(' ', named.Names.Select(TreeWriter.Name))})", named.Value);
                break;
            case PipeExpr pipe:
                w.Form("pipe", pipe.Source, pipe.Operators);
                break;
            case EmptySourceExpr:
                w.Raw("input");
                break;
            case OperatorSourceExpr source:
                w.Write(source.Operator);
                break;
            case DataTableExpr table:
                w.Form("datatable", ("columns", table.Columns), table.Values);
                break;
            case ExternalDataExpr external:
                w.Form("externaldata", ("columns", external.Columns), external.Uris, ("with", external.Parameters));
                break;
            case LambdaExpr lambda:
                w.Form(lambda.View ? "view" : "function", ("parameters", lambda.Parameters), lambda.Body);
                break;
        }
    }

    private static void Bag(TreeWriter w, DynamicBagExpr bag)
    {
        w.Raw("{");
        for (var i = 0; i < bag.Properties.Count; i++)
        {
            w.Raw(i == 0 ? "" : ", ").Raw(TreeWriter.Quoted(bag.Properties[i].Key)).Raw(": ").Write(bag.Properties[i].Value);
        }

        w.Raw("}");
    }

    private static string Literal(LiteralExpr literal) => literal.Value switch
    {
        null => $"{TypeNames.Of(literal.Type)}(null)",
        string text when literal.Type == KqlType.String => TreeWriter.Quoted(text),
        bool value => value ? "true" : "false",
        long value => value.ToString(CultureInfo.InvariantCulture),
        double value => Real(value),
        DateTime value => $"datetime({value.ToString("O", CultureInfo.InvariantCulture)})",
        TimeSpan value => $"timespan({value.ToString("c", CultureInfo.InvariantCulture)})",
        var value => $"{TypeNames.Of(literal.Type)}({Convert.ToString(value, CultureInfo.InvariantCulture)})",
    };

    private static string Real(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return !double.IsFinite(value) ? $"real({(double.IsNaN(value) ? "nan" : value > 0 ? "+inf" : "-inf")})"
            : text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text;
    }
}
