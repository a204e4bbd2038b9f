using Matoi.Kql.Functions;
using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Operators;

/// <summary>Binds <c>count</c>.</summary>
internal static class Count
{
    /// <summary>One row with the number of rows.</summary>
    public static Rel Bind(CountOperator op, Rel input)
    {
        var column = new Columns().Add(op.Name ?? "Count", KqlType.Long);
        return new AggregateRel(input, [], [(column, new AggregateCall("count(*)", [], KqlType.Long, Constant.Long(0)))]);
    }
}
