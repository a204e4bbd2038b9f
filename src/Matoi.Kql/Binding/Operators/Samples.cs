using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Operators;

/// <summary>Binds <c>sample</c> and <c>sample-distinct</c>.</summary>
internal static class Samples
{
    /// <summary>So many rows at random.</summary>
    public static Rel Bind(SampleOperator op, Rel input, RowContext context) => Count(op.Count, context) is { } count ? new SampleRel(input, count) : input;

    /// <summary>So many of the distinct values, any.</summary>
    public static Rel Bind(SampleDistinctOperator op, Rel input, RowContext context)
    {
        var columns = new OutputColumns(context.Binder);
        var keys = OutputNames.Bind(op.Of, context).Select(k => (columns.Add(op.Of, k.Name, k.Value), k.Value)).ToList();
        return Count(op.Count, context) is { } count ? new LimitRel(new AggregateRel(input, keys, []), count) : new AggregateRel(input, keys, []);
    }

    private static Constant? Count(Expr count, RowContext context) => context.Binder.BindCount(count, context.Scope, "the number of rows");
}
