using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding;

/// <summary>Finds what a name in a scalar expression stands for: a column first, then a variable.</summary>
internal static class NameBinder
{
    /// <summary>The value of a name.</summary>
    public static Scalar Bind(NameExpr name, RowContext context)
    {
        if (context.Input?.Find(name.Name) is { } column)
        {
            return new ColumnValue(column);
        }

        if (context.Outer?.Find(name.Name) is { } outer)
        {
            return new OuterValue(outer);
        }

        switch (context.Scope.Find(name.Name))
        {
            case ScalarMeaning scalar:
                return scalar.Value;
            case TableMeaning { Rows.Columns: [var first, ..] } table:
                return new ScalarRows(table.Rows, first.Type);
            case FunctionMeaning { Lambda.Parameters: [] } function:
                return FunctionCalls.Scalar(function, [], context, name.Span);
        }

        if (context.Input?.Hidden.FirstOrDefault(c => c.Name == name.Name && c.Name.StartsWith('_')) is { } hidden)
        {
            return new ColumnValue(hidden);
        }

        if (context.Input is { Open: true })
        {
            return Constant.Null(KqlType.Dynamic);
        }

        if (context.Binder.Options.Lenient && context.Input is not null)
        {
            context.Binder.Diagnostics.Warn($"column '{name.Name}' is not in the schema; taken as null");
            return Constant.Null(KqlType.Dynamic);
        }

        var near = NearestName.Of(name.Name, (context.Input?.Columns.Select(c => c.Name) ?? []).Concat(context.Scope.Names));
        return ScalarBinder.Fault(context, "KQL201", $"no column or variable '{name.Name}'{Here(context)}", name.Span, near);
    }

    /// <summary>A column of a join's side.</summary>
    public static Scalar Side(string side, MemberExpr member, RowContext context)
    {
        var rows = side == "$left" ? context.Input : context.Right;
        if (context.Right is null || rows is null)
        {
            return ScalarBinder.Fault(context, "KQL202", $"{side} is only known in the condition of a join or lookup", member.Target.Span);
        }

        return rows.Find(member.Name) is { } column ? new ColumnValue(column)
            : rows.Open || context.Binder.Options.Lenient ? Constant.Null(KqlType.Dynamic)
            : ScalarBinder.Fault(context, "KQL201", $"the {side[1..]} side of the join has no column '{member.Name}'", member.NameSpan, NearestName.Of(member.Name, rows.Columns.Select(c => c.Name)));
    }

    private static string Here(RowContext context) => context.Input is null ? "" : $" here ({context.Input.Columns.Length} columns)";
}
