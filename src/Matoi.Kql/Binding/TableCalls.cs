using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding;

/// <summary>Binds calls that give rows: functions with rows as result, <c>table()</c>, <c>materialize()</c>, <c>_GetWatchlist()</c>, <c>range()</c>.</summary>
internal static class TableCalls
{
    /// <summary>Rows of a call.</summary>
    public static Rel Bind(Binder binder, CallExpr call, Scope scope, Rel? input, Rel? outer)
    {
        if (scope.Find(call.Name) is FunctionMeaning function)
        {
            return FunctionCalls.Table(function, call.Arguments, new(binder, scope), call.Span) ?? Binder.Empty();
        }

        binder.Error("KQL207", $"no function '{call.Name}' that gives rows", call.NameSpan);
        return Binder.Empty();
    }

    /// <summary>Rows of another cluster, database or workspace: there is one lake, so the table of that name in it.</summary>
    public static Rel Remote(Binder binder, Expr expression, Scope scope)
    {
        switch (expression)
        {
            case MemberExpr member:
                return Tables.Named(binder, member.Name, member.NameSpan, scope);
            case MethodExpr method:
                return Bind(binder, method.Call, scope, null, null);
            default:
                return Binder.Empty();
        }
    }

    /// <summary>True when a call gives rows.</summary>
    public static bool IsTable(Binder binder, CallExpr call, Scope scope)
        => call.Name is "table" or "materialize" or "_GetWatchlist" or "view" || binder.Catalog.FindFunction(call.Name) is not null;
}
