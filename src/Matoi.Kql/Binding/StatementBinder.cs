using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding;

/// <summary>Binds statements: those that name things change the scope, a tabular expression gives rows.</summary>
internal static class StatementBinder
{
    /// <summary>The rows of a tabular expression statement; null for all others.</summary>
    public static Rel? Bind(Binder binder, Statement statement, Scope scope)
    {
        switch (statement)
        {
            case LetStatement let:
                scope.Set(let.Name, Meaning(binder, let.Name, let.Value, scope));
                return null;
            case ExpressionStatement expression:
                return binder.BindTable(expression.Value, scope);
            case SetStatement { Name: "query_bin_auto_size" or "query_bin_auto_at", Value: { } value } set:
                scope.Set(BinAutoForm.Setting(set.Name), new ScalarMeaning(ScalarBinder.Bind(value, new(binder, scope))));
                return null;
            case SetStatement:
                return null;
            case DeclareStatement declare:
                Declare(binder, declare, scope);
                return null;
            case PatternStatement pattern:
                scope.Set(pattern.Name, new PatternMeaning(pattern, scope.Now(), binder));
                return null;
            case AliasStatement:
                // There is one lake: whatever the alias stands for, its tables are here.
                return null;
            default:
                binder.Refuse("restrict access", statement.Span);
                return null;
        }
    }

    /// <summary>What an expression on the right side of <c>let</c> stands for.</summary>
    public static Meaning Meaning(Binder binder, string name, Expr value, Scope scope)
    {
        if (value is LambdaExpr lambda)
        {
            return new FunctionMeaning(name, lambda, scope.Now(), binder);
        }

        // A name that nothing has is most likely a table that is not there: a fuzzy union may pass over it.
        var unknown = value is NameExpr other && scope.Find(other.Name) is null;
        if (!unknown && !binder.IsTable(value, scope))
        {
            var scalar = ScalarBinder.Bind(value, new(binder, scope));
            return new ScalarMeaning(scalar is ScalarRows { Rows: not SharedRel } once ? once with { Rows = new SharedRel(once.Rows, name, materialize: true) } : scalar);
        }

        var errors = binder.Diagnostics.Errors.Count;
        var rows = TableBinder.Bind(binder, value, scope, null, null);
        var missing = Unions.TakeMissing(binder, errors);
        return new TableMeaning(rows is SharedRel or Graphs.GraphRel ? rows : new SharedRel(rows, name, materialize: false)) { Missing = missing };
    }

    private static void Declare(Binder binder, DeclareStatement declare, Scope scope)
    {
        foreach (var parameter in declare.Parameters)
        {
            if (parameter.Type is not { } type)
            {
                binder.Error("KQL305", $"query parameter '{parameter.Name}' must be a scalar", parameter.Span);
                continue;
            }

            var given = binder.Options.Parameters.TryGetValue(parameter.Name, out var text) && KqlParser.Parse(text) is { Errors: [], Query.Statements: [ExpressionStatement only] } ? only.Value : parameter.Default;
            if (given is null)
            {
                binder.Error("KQL306", $"query parameter '{parameter.Name}' has no value and no default", parameter.Span);
            }

            scope.Set(parameter.Name, new ScalarMeaning(given is null ? new Faulty() : binder.BindConstant(given, scope, type, $"query parameter '{parameter.Name}'") ?? (Scalar)new Faulty()));
        }
    }
}
