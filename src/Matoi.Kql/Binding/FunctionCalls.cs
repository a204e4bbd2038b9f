using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding;

/// <summary>Calls functions that are written in KQL: by <c>let</c> or stored in the catalog. A call is the body bound with the arguments in place of the parameters.</summary>
internal static class FunctionCalls
{
    /// <summary>A call where a value is expected.</summary>
    public static Scalar Scalar(FunctionMeaning function, IReadOnlyList<Expr> arguments, RowContext context, TextSpan span)
    {
        if (FunctionArguments.Bind(function, arguments, context, span) is not var (binder, scope))
        {
            return new Faulty();
        }

        Scalar? result = null;
        foreach (var statement in function.Lambda.Body.Statements)
        {
            if (statement is ExpressionStatement expression)
            {
                // The body sees its parameters and its own scope, not the caller's columns.
                result = binder.IsTable(expression.Value, scope)
                    ? First(binder.BindTable(expression.Value, scope))
                    : ScalarBinder.Bind(expression.Value, context with { Binder = binder, Scope = scope, Input = null, Outer = null });
            }
            else
            {
                StatementBinder.Bind(binder, statement, scope);
            }
        }

        return result ?? new Faulty();
    }

    /// <summary>A call where rows are expected; <paramref name="piped"/> becomes the first parameter, as <c>invoke</c> does.</summary>
    public static Rel? Table(FunctionMeaning function, IReadOnlyList<Expr> arguments, RowContext context, TextSpan span, Rel? piped = null)
    {
        if (FunctionArguments.Bind(function, arguments, context, span, piped) is not var (binder, scope))
        {
            return null;
        }

        if (!IsTable(function))
        {
            context.Binder.Error("KQL311", $"function '{function.Name}' gives a value, not rows", span);
            return null;
        }

        return binder.BindQuery(function.Lambda.Body, scope);
    }

    /// <summary>True when a function's body gives rows.</summary>
    public static bool IsTable(FunctionMeaning function) => function.IsTable(BodyIsTable);

    /// <summary>The stored function of a name; null when there is none.</summary>
    public static FunctionMeaning? Find(string name, Binder binder, TextSpan span) => binder.Stored(name, () => Read(name, binder, span));

    /// <summary>A call of a stored function where a value is expected; null when there is none of the name.</summary>
    public static Scalar? Stored(CallExpr call, RowContext context)
        => Find(call.Name, context.Binder, call.NameSpan) is { } function ? Scalar(function, call.Arguments, context, call.Span) : null;

    private static FunctionMeaning? Read(string name, Binder binder, TextSpan span)
    {
        if (binder.Catalog.FindFunction(name) is not { } text)
        {
            return null;
        }

        var inner = binder.Other($"let f = {text};", $"the stored function '{name}'", span);
        var (query, errors) = KqlParser.Parse(inner.Text);
        if (errors is [var error, ..])
        {
            inner.Error("KQL205", error.Message, span);
            return null;
        }

        if (query.Statements is not [LetStatement { Value: LambdaExpr lambda }, ..])
        {
            inner.Error("KQL205", "its text is not of the form (parameters) { body }", span);
            return null;
        }

        return new(name, lambda, new Scope(null), inner);
    }

    private static bool BodyIsTable(FunctionMeaning function)
    {
        var scope = new Scope(function.Scope);
        foreach (var parameter in function.Lambda.Parameters)
        {
            scope.Set(parameter.Name, parameter.Columns is null ? new ScalarMeaning(new Faulty()) : new TableMeaning(Binder.Empty()));
        }

        foreach (var let in function.Lambda.Body.Statements.OfType<LetStatement>())
        {
            scope.Set(let.Name, let.Value is LambdaExpr lambda ? new FunctionMeaning(let.Name, lambda, scope.Now(), function.Binder)
                : function.Binder.IsTable(let.Value, scope) ? new TableMeaning(Binder.Empty()) : new ScalarMeaning(new Faulty()));
        }

        return function.Lambda.Body.Statements.OfType<ExpressionStatement>().LastOrDefault() is { } last && function.Binder.IsTable(last.Value, scope);
    }

    private static Scalar First(Rel rows) => rows.Columns is [var first, ..] ? new ScalarRows(rows, first.Type) : new Faulty();
}
