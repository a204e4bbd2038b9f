using Matoi.Kql.Functions;
using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding;

/// <summary>Names output columns as Kusto does: as written, else after the column or the aggregate in the expression.</summary>
internal static class OutputNames
{
    /// <summary>Names and values of an item of extend, project, summarize, print; a null name asks for an automatic one. <c>(a, b) = f()</c> and <c>*</c> give several.</summary>
    public static IReadOnlyList<(string? Name, Scalar Value)> Bind(Expr item, RowContext context)
    {
        var value = ScalarBinder.Bind(item, context);
        return MultiColumnFunctions.Expand(item, value, context) ?? [(item is NamedExpr { Names: [var name] } ? name : Automatic(item), value)];
    }

    /// <summary>The automatic name of an expression; null when there is none.</summary>
    public static string? Automatic(Expr expression) => expression switch
    {
        NameExpr name => name.Name,
        MemberExpr { Target: NameExpr { Name: "$left" or "$right" } } side => side.Name,
        MemberExpr member => Automatic(member.Target) is { } target ? $"{target}_{member.Name}" : member.Name,
        IndexExpr { Index: LiteralExpr { Value: string key } } index => Automatic(index.Target) is { } target ? $"{target}_{key}" : key,
        IndexExpr { Index: LiteralExpr { Value: long position } } index => Automatic(index.Target) is { } target ? $"{target}_{position}" : null,
        CallExpr call => Call(call),
        _ => null,
    };

    private static string? Call(CallExpr call)
    {
        if (AggregateTable.Find(call.Name) is { } aggregate)
        {
            return call.Arguments is [NameExpr or MemberExpr or IndexExpr, ..] && Automatic(call.Arguments[0]) is { } argument ? aggregate.Prefix + argument : aggregate.Prefix;
        }

        // Functions that only change a column's form keep its name.
        return call.Name is "bin" or "floor" or "tostring" or "tolong" or "toint" or "todouble" or "toreal" or "tobool" or "todatetime" or "totimespan" or "todynamic" or "parse_json" or "toguid" or "startofday" or "startofweek" or "startofmonth" or "startofyear"
            && call.Arguments is [NameExpr or MemberExpr or IndexExpr, ..] ? Automatic(call.Arguments[0]) : null;
    }
}
