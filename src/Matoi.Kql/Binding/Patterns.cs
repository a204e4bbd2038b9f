using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding;

/// <summary>Binds uses of <c>declare pattern</c>: the body of the case whose values are those of the call.</summary>
internal static class Patterns
{
    /// <summary>The rows of the case; <paramref name="path"/> is what stands behind the dot.</summary>
    public static Rel Bind(Binder binder, PatternMeaning pattern, CallExpr call, string? path, Scope scope)
    {
        var declared = pattern.Pattern;
        if (call.Arguments.Count != declared.Parameters.Count || path is null != declared.Path is null)
        {
            binder.Error("KQL309", $"pattern '{declared.Name}' takes {declared.Parameters.Count} values{(declared.Path is null ? "" : " and a path behind a dot")}", call.Span);
            return Binder.Empty();
        }

        var given = call.Arguments.Select((a, i) => Text(binder, a, scope, $"a value of pattern '{declared.Name}'")).ToList();
        foreach (var one in declared.Cases)
        {
            var values = one.Values.Select(v => Text(pattern.Binder, v, pattern.Scope, "a value of the pattern")).ToList();
            var same = one.Path is null ? path is null : Text(pattern.Binder, one.Path, pattern.Scope, "the pattern's path") == path;
            if (same && values.SequenceEqual(given) && pattern.Binder.Enter(binder, call.Span) is { } body)
            {
                return body.BindQuery(one.Body, Parameters(declared, given, path, pattern.Scope));
            }
        }

        binder.Error("KQL209", $"pattern '{declared.Name}' has no case for these values", call.Span);
        return Binder.Empty();
    }

    private static Scope Parameters(PatternStatement declared, List<string?> given, string? path, Scope outer)
    {
        var scope = new Scope(outer);
        for (var i = 0; i < given.Count; i++)
        {
            scope.Set(declared.Parameters[i].Name, new ScalarMeaning(Constant.Text(given[i] ?? "")));
        }

        if (declared.Path is { } parameter && path is not null)
        {
            scope.Set(parameter.Name, new ScalarMeaning(Constant.Text(path)));
        }

        return scope;
    }

    private static string? Text(Binder binder, Expr value, Scope scope, string what) => binder.BindConstant(value, scope, KqlType.String, what)?.Value as string;
}
