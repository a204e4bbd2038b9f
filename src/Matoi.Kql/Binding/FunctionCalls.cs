using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding;

/// <summary>Calls functions that are written in KQL: by <c>let</c> or stored in the catalog. A call is the body bound with the arguments in place of the parameters.</summary>
internal static class FunctionCalls
{
    /// <summary>A call where a value is expected.</summary>
    public static Scalar Scalar(FunctionMeaning function, IReadOnlyList<Expr> arguments, RowContext context, TextSpan span)
    {
        if (Enter(function, arguments, context, span) is not var (binder, scope))
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
        => Enter(function, arguments, context, span, piped) is var (binder, scope) ? binder.BindQuery(function.Lambda.Body, scope) : null;

    /// <summary>True when a function's body gives rows.</summary>
    public static bool IsTable(FunctionMeaning function)
    {
        var scope = new Scope(function.Scope);
        foreach (var parameter in function.Lambda.Parameters)
        {
            scope.Set(parameter.Name, parameter.Columns is null ? new ScalarMeaning(new Faulty()) : new TableMeaning(Binder.Empty()));
        }

        foreach (var statement in function.Lambda.Body.Statements)
        {
            if (statement is LetStatement let)
            {
                scope.Set(let.Name, let.Value is LambdaExpr lambda ? new FunctionMeaning(let.Name, lambda, scope, function.Binder)
                    : function.Binder.IsTable(let.Value, scope) ? new TableMeaning(Binder.Empty()) : new ScalarMeaning(new Faulty()));
            }
        }

        return function.Lambda.Body.Statements.OfType<ExpressionStatement>().LastOrDefault() is { } last && function.Binder.IsTable(last.Value, scope);
    }

    /// <summary>The stored function of a name; null when there is none.</summary>
    public static FunctionMeaning? Find(string name, Binder binder, TextSpan span)
    {
        if (binder.Catalog.FindFunction(name) is not { } text || binder.Enter($"let f = {text};", span) is not { } inner)
        {
            return null;
        }

        var (query, errors) = KqlParser.Parse(inner.Text);
        if (errors is [var error, ..] || query.Statements is not [LetStatement { Value: LambdaExpr lambda }, ..])
        {
            binder.Error("KQL205", $"the stored function '{name}' cannot be read", span);
            return null;
        }

        return new(name, lambda, new Scope(null), inner);
    }

    /// <summary>A call of a stored function where a value is expected; null when there is none of the name.</summary>
    public static Scalar? Stored(CallExpr call, RowContext context)
        => Find(call.Name, context.Binder, call.NameSpan) is { } function ? Scalar(function, call.Arguments, context, call.Span) : null;

    private static (Binder Binder, Scope Scope)? Enter(FunctionMeaning function, IReadOnlyList<Expr> arguments, RowContext context, TextSpan span, Rel? piped = null)
    {
        if (function.Binder.Enter(span) is not { } binder)
        {
            return null;
        }

        var scope = new Scope(function.Scope);
        var parameters = function.Lambda.Parameters;
        var positional = arguments.Where(a => a is not NamedExpr).ToList();
        var given = positional.Count + (piped is null ? 0 : 1);
        if (given > parameters.Count)
        {
            context.Binder.Error("KQL309", $"function '{function.Name}' takes {parameters.Count} arguments, not {arguments.Count}", span);
            return null;
        }

        for (var i = 0; i < parameters.Count; i++)
        {
            var parameter = parameters[i];
            var at = i - (piped is null ? 0 : 1);
            if (at < 0)
            {
                scope.Set(parameter.Name, new TableMeaning(piped!));
                continue;
            }

            var named = arguments.OfType<NamedExpr>().FirstOrDefault(a => a.Names is [var name] && name == parameter.Name)?.Value;
            var argument = named ?? (at < positional.Count ? positional[at] : null);
            if (argument is null && parameter.Default is null)
            {
                context.Binder.Error("KQL309", $"function '{function.Name}' needs its argument '{parameter.Name}'", span);
                return null;
            }

            scope.Set(parameter.Name, parameter.Columns is not null
                ? new TableMeaning(argument is null ? binder.BindTable(parameter.Default!, function.Scope) : context.Binder.BindTable(argument, context.Scope))
                : new ScalarMeaning(Value(parameter, argument, context, function)));
        }

        return (binder, scope);
    }

    private static Scalar Value(Syntax.FunctionParameter parameter, Expr? argument, RowContext context, FunctionMeaning function)
    {
        var value = argument is null
            ? ScalarBinder.Bind(parameter.Default!, new(function.Binder, function.Scope))
            : ScalarBinder.Bind(argument, context.Plain);
        return parameter.Type is { } type ? Conversions.Explicit(value, type) : value;
    }

    private static Scalar First(Rel rows) => rows.Columns is [var first, ..] ? new ScalarRows(rows, first.Type) : new Faulty();
}
