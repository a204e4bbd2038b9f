using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding;

/// <summary>Gives the parameters of a function that is written in KQL their meaning for one call.</summary>
internal static class FunctionArguments
{
    /// <summary>The binder of the body and the scope with the parameters; null when the call does not fit (the error is reported).</summary>
    public static (Binder Binder, Scope Scope)? Bind(FunctionMeaning function, IReadOnlyList<Expr> arguments, RowContext context, TextSpan span, Rel? piped = null)
    {
        if (function.Binder.Enter(context.Binder, span) is not { } binder || !Assign(function, arguments, context, span, piped, out var given))
        {
            return null;
        }

        var scope = new Scope(function.Scope);
        foreach (var parameter in function.Lambda.Parameters)
        {
            var argument = given.GetValueOrDefault(parameter.Name);
            if (argument is null && piped is not null && parameter == function.Lambda.Parameters[0])
            {
                scope.Set(parameter.Name, Table(parameter, piped, context, span));
            }
            else if (argument is null && parameter.Default is null)
            {
                context.Binder.Error("KQL309", $"function '{function.Name}' needs its argument '{parameter.Name}'", span);
                return null;
            }
            else if (parameter.Columns is not null)
            {
                var rows = argument is null ? binder.BindTable(parameter.Default!, function.Scope) : context.Binder.BindTable(argument, context.Scope);
                scope.Set(parameter.Name, Table(parameter, rows, context, argument?.Span ?? span));
            }
            else
            {
                scope.Set(parameter.Name, new ScalarMeaning(Value(parameter, argument, context, function)));
            }
        }

        return (binder, scope);
    }

    /// <summary>Which argument goes to which parameter: by name, else by position.</summary>
    private static bool Assign(FunctionMeaning function, IReadOnlyList<Expr> arguments, RowContext context, TextSpan span, Rel? piped, out Dictionary<string, Expr> given)
    {
        given = new(StringComparer.Ordinal);
        var parameters = function.Lambda.Parameters;
        foreach (var argument in arguments)
        {
            // What has no name goes to the first parameter that has nothing yet.
            var named = argument as NamedExpr;
            var taken = given;
            var parameter = named is { Names: [var name] }
                ? parameters.FirstOrDefault(p => p.Name == name)
                : parameters.Skip(piped is null ? 0 : 1).FirstOrDefault(p => !taken.ContainsKey(p.Name));
            if (parameter is null)
            {
                context.Binder.Error("KQL309", named is null
                    ? $"function '{function.Name}' takes {parameters.Count} arguments, not {arguments.Count + (piped is null ? 0 : 1)}"
                    : $"function '{function.Name}' has no parameter '{named.Names[0]}'", span, named is null ? null : NearestName.Of(named.Names[0], parameters.Select(p => p.Name)));
                return false;
            }

            if (!given.TryAdd(parameter.Name, named?.Value ?? argument))
            {
                context.Binder.Error("KQL309", $"function '{function.Name}' is given its argument '{parameter.Name}' twice", span);
                return false;
            }
        }

        return true;
    }

    private static TableMeaning Table(FunctionParameter parameter, Rel rows, RowContext context, TextSpan span)
    {
        foreach (var column in parameter.Columns ?? [])
        {
            if (!rows.Open && rows.Find(column.Name) is null)
            {
                context.Binder.Error("KQL201", $"the rows for '{parameter.Name}' must have a column '{column.Name}'", span, NearestName.Of(column.Name, rows.Columns.Select(c => c.Name)));
            }
        }

        return new(rows is SharedRel ? rows : new SharedRel(rows, parameter.Name, materialize: false));
    }

    private static Scalar Value(FunctionParameter parameter, Expr? argument, RowContext context, FunctionMeaning function)
    {
        var value = argument is null
            ? ScalarBinder.Bind(parameter.Default!, new(function.Binder, function.Scope))
            : ScalarBinder.Bind(argument, context);

        // What does not convert by itself stays what it is: the body tells if it cannot work with it, as the types of parameters are loosely held in rules.
        return parameter.Type is { } type ? Conversions.Implicit(value, type) ?? value : value;
    }
}
