using Matoi.Kql.Functions;
using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding;

/// <summary>Binds <c>name(arguments)</c> in a scalar expression: a user's function, an aggregate, a special form, or a function.</summary>
internal static class CallBinder
{
    /// <summary>The value of a call.</summary>
    public static Scalar Bind(CallExpr call, RowContext context)
    {
        if (context.Scope.Find(call.Name) is FunctionMeaning user)
        {
            return FunctionCalls.Scalar(user, call.Arguments, context, call.Span);
        }

        if (context.Graph?.Bind(call, context) is { } ofGraph)
        {
            return ofGraph;
        }

        if (context.Aggregates is { } aggregates && AggregateTable.Find(call.Name) is { } aggregate)
        {
            return aggregate.Bind(new(call, context, aggregates));
        }

        if (SpecialForms.Find(call.Name) is { } form)
        {
            return form(new(call, context));
        }

        if (FunctionTable.Overloads(call.Name).Count == 0)
        {
            return AggregateTable.Find(call.Name) is not null
                ? ScalarBinder.Fault(context, "KQL307", $"'{call.Name}' is an aggregate: it stands in summarize, make-series or top-nested only", call.NameSpan)
                : FunctionCalls.Stored(call, context) ?? ScalarBinder.Fault(context, "KQL203", $"no function '{call.Name}'", call.NameSpan, NearestName.Of(call.Name, FunctionTable.Names.Concat(SpecialForms.Names).Concat(AggregateTable.Names).Concat(context.Scope.Names)));
        }

        var arguments = new List<Scalar>();
        foreach (var argument in call.Arguments)
        {
            if (argument is WildcardExpr { Pattern: "*" } && context.Input is { } input)
            {
                arguments.AddRange(input.Columns.Select(c => new ColumnValue(c)));
            }
            else
            {
                arguments.Add(ScalarBinder.Bind(argument, context));
            }
        }

        return arguments.Any(a => a is Faulty) ? new Faulty() : Calls.Make(context, call.Name, arguments, call.Span);
    }
}
