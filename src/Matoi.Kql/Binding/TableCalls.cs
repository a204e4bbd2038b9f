using Matoi.Kql.Functions;
using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding;

/// <summary>Binds calls that give rows: functions with rows as result, <c>table()</c>, <c>materialize()</c>, <c>_GetWatchlist()</c>, patterns.</summary>
internal static class TableCalls
{
    private static readonly string[] Known = ["table", "materialize", "_GetWatchlist", "toscalar"];

    /// <summary>Rows of a call.</summary>
    public static Rel Bind(Binder binder, CallExpr call, Scope scope, Rel? input, Rel? outer)
    {
        switch (scope.Find(call.Name))
        {
            case FunctionMeaning user:
                return FunctionCalls.Table(user, call.Arguments, new(binder, scope) { Outer = outer }, call.Span) ?? Binder.Empty();
            case PatternMeaning pattern:
                return Patterns.Bind(binder, pattern, call, null, scope);
            case ScalarMeaning or TableMeaning:
                binder.Error("KQL207", $"'{call.Name}' is no function", call.NameSpan);
                return Binder.Empty();
        }

        switch (call.Name)
        {
            case "table":
                return Table(binder, call, scope);
            case "materialize":
                return Materialize(binder, call, scope, input, outer);
            case "_GetWatchlist":
                return Watchlist(binder, call, scope);
        }

        if (FunctionCalls.Find(call.Name, binder, call.NameSpan) is { } stored)
        {
            return FunctionCalls.Table(stored, call.Arguments, new(binder, scope), call.Span) ?? Binder.Empty();
        }

        binder.Error("KQL207", $"no function '{call.Name}' that gives rows", call.NameSpan, NearestName.Of(call.Name, Known.Concat(binder.Catalog.FunctionNames).Concat(scope.Names)));
        return Binder.Empty();
    }

    /// <summary>Rows of another cluster, database or workspace: there is one lake, so the table of that name in it.</summary>
    public static Rel Remote(Binder binder, Expr expression, Scope scope)
    {
        switch (expression)
        {
            case MemberExpr { Target: CallExpr call } member when scope.Find(call.Name) is PatternMeaning pattern:
                return Patterns.Bind(binder, pattern, call, member.Name, scope);
            case MemberExpr { Target: CallExpr { Name: "database" or "cluster" or "workspace" or "app" or "adx" or "arg" } or MethodExpr } member:
                return member.Name.Contains('*', StringComparison.Ordinal)
                    ? Unions.Wildcard(binder, new(member.Name, member.NameSpan), scope)
                    : Stored(binder, member.Name, member.NameSpan);
            case MethodExpr { Target: CallExpr or MethodExpr } method:
                return method.Call.Name is "table" ? Table(binder, method.Call, scope) : Bind(binder, method.Call, scope, null, null);
            default:
                binder.Error("KQL311", "rows are expected here: a table, a variable that holds rows, or a query in parentheses", expression.Span);
                return Binder.Empty();
        }
    }

    /// <summary>True when a call gives rows.</summary>
    public static bool IsTable(Binder binder, CallExpr call, Scope scope)
        => scope.Find(call.Name) switch
        {
            FunctionMeaning user => FunctionCalls.IsTable(user),
            PatternMeaning => true,
            null => call.Name is "table" or "materialize" or "_GetWatchlist"
                || FunctionTable.Overloads(call.Name).Count == 0 && SpecialForms.Find(call.Name) is null && FunctionCalls.Find(call.Name, binder, call.NameSpan) is { } stored && FunctionCalls.IsTable(stored),
            _ => false,
        };

    private static Rel Stored(Binder binder, string name, TextSpan span)
    {
        if (Tables.Stored(binder, name, span) is { } rows)
        {
            return rows;
        }

        binder.Error(Tables.Unknown, $"no table '{name}'", span, NearestName.Of(name, binder.Catalog.TableNames.Concat(binder.Catalog.FunctionNames)));
        return Binder.Empty();
    }

    private static Rel Table(Binder binder, CallExpr call, Scope scope)
    {
        if (call.Arguments is not ([_] or [_, _]))
        {
            binder.Error("KQL303", "table takes a table's name as text", call.Span);
            return Binder.Empty();
        }

        return binder.BindConstant(call.Arguments[0], scope, KqlType.String, "the table's name") is { Value: string name } ? Tables.Named(binder, name, call.Arguments[0].Span, scope) : Binder.Empty();
    }

    private static SharedRel Materialize(Binder binder, CallExpr call, Scope scope, Rel? input, Rel? outer)
    {
        if (call.Arguments is not [var only])
        {
            binder.Error("KQL303", "materialize takes one tabular expression", call.Span);
            return new(Binder.Empty(), call.Name, materialize: false);
        }

        var rows = binder.BindTable(only, scope, input, outer);
        return new(rows is SharedRel shared ? shared.Inner : rows, "materialize", materialize: true);
    }

    private static Rel Watchlist(Binder binder, CallExpr call, Scope scope)
    {
        if (call.Arguments is not ([_] or [_, _]))
        {
            binder.Error("KQL303", "_GetWatchlist takes a watchlist's alias as text", call.Span);
            return Binder.Empty();
        }

        if (binder.BindConstant(call.Arguments[0], scope, KqlType.String, "the watchlist's alias") is not { Value: string alias })
        {
            return Binder.Empty();
        }

        if (binder.Catalog.FindWatchlist(alias) is { } list)
        {
            return Tables.Scan(binder, list);
        }

        if (binder.Options.Lenient)
        {
            // Its columns are not known: any may be named, and each is null.
            binder.Diagnostics.Warn($"there is no watchlist '{alias}'; taken as empty");
            return new ValuesRel([new Columns().Add("SearchKey", KqlType.String)], []) { Open = true };
        }

        binder.Error("KQL208", $"no watchlist '{alias}'; upload it under this alias", call.Arguments[0].Span, NearestName.Of(alias, binder.Catalog.WatchlistNames));
        return Binder.Empty();
    }
}
