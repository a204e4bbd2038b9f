using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Operators;

/// <summary>Binds <c>invoke</c>: the rows become the first argument of a function.</summary>
internal static class Invoke
{
    /// <summary>What the function gives.</summary>
    public static Rel Bind(InvokeOperator op, Rel input, RowContext context)
    {
        var (binder, call) = (context.Binder, op.Call);
        var function = context.Scope.Find(call.Name) as FunctionMeaning ?? FunctionCalls.Find(call.Name, binder, call.NameSpan);
        if (function is null)
        {
            binder.Error("KQL207", $"no function '{call.Name}'", call.NameSpan, NearestName.Of(call.Name, context.Scope.Names.Concat(binder.Catalog.FunctionNames)));
            return Binder.Empty();
        }

        if (function.Lambda.Parameters is not [{ Columns: not null }, ..])
        {
            binder.Error("KQL309", $"invoke needs a function whose first parameter is rows, which '{call.Name}' is not", call.NameSpan);
            return Binder.Empty();
        }

        return FunctionCalls.Table(function, call.Arguments, context with { Input = null }, call.Span, input) ?? Binder.Empty();
    }
}
