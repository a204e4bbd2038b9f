using System.Runtime.CompilerServices;
using Matoi.Kql.Binding.Operators;
using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding;

/// <summary>Binds expressions that give rows.</summary>
internal static class TableBinder
{
    /// <summary>Rows; empty ones when an error was reported.</summary>
    public static Rel Bind(Binder binder, Expr expression, Scope scope, Rel? input, Rel? outer)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (expression)
        {
            case PipeExpr pipe:
                // "as name" gives a name to what stands left of it, for the rest of this pipeline.
                var inner = new Scope(scope);
                var rows = Bind(binder, pipe.Source, inner, input, outer);
                inner.Source = Unions.NameOf(pipe.Source, inner);
                foreach (var op in pipe.Operators)
                {
                    rows = TableOperators.Bind(binder, op, rows, inner, outer);
                    inner.Source = (op as AsOperator)?.Name;
                }

                return rows;
            case EmptySourceExpr when input is not null:
                return input;
            case OperatorSourceExpr source:
                return TableOperators.BindSource(binder, source.Operator, scope, input, outer);
            case NameExpr name:
                return Tables.Named(binder, name.Name, name.Span, scope);
            case WildcardExpr wildcard:
                return Unions.Wildcard(binder, wildcard, scope);
            case DataTableExpr table:
                return DataTables.Bind(binder, table, scope);
            case ExternalDataExpr external:
                return Externals.Bind(binder, external, scope);
            case CallExpr call:
                return TableCalls.Bind(binder, call, scope, input, outer);
            case MethodExpr or MemberExpr:
                return TableCalls.Remote(binder, expression, scope);
            case NamedExpr named:
                return Bind(binder, named.Value, scope, input, outer);
            default:
                binder.Error("KQL311", "rows are expected here: a table, a variable that holds rows, or a query in parentheses", expression.Span);
                return Binder.Empty();
        }
    }

    /// <summary>True when an expression gives rows rather than a value.</summary>
    public static bool IsTable(Binder binder, Expr expression, Scope scope, Rel? input) => expression switch
    {
        PipeExpr or DataTableExpr or ExternalDataExpr or OperatorSourceExpr or EmptySourceExpr or WildcardExpr => true,
        NameExpr name => scope.Find(name.Name) switch
        {
            TableMeaning => true,
            FunctionMeaning { Lambda.Parameters: [] } function => FunctionCalls.IsTable(function),
            ScalarMeaning { Value: ScalarRows } => false,
            null => input?.Find(name.Name) is null && (binder.Catalog.FindTable(name.Name) is not null || FunctionCalls.Find(name.Name, binder, name.Span) is { } stored && FunctionCalls.IsTable(stored)),
            _ => false,
        },
        CallExpr call => TableCalls.IsTable(binder, call, scope),
        MethodExpr method => method.Call.Name is not ("database" or "cluster"),
        MemberExpr { Target: CallExpr { Name: "database" or "cluster" or "workspace" or "app" } or MethodExpr } => true,
        MemberExpr { Target: CallExpr call } => scope.Find(call.Name) is PatternMeaning,
        _ => false,
    };
}
