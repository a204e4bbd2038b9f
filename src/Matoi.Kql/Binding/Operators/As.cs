using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Operators;

/// <summary>Binds <c>as</c>: the rows get a name for the rest of the pipeline.</summary>
internal static class As
{
    /// <summary>The same rows, shared when <c>hint.materialized</c> asks for one evaluation.</summary>
    public static Rel Bind(AsOperator op, Rel input, Scope scope)
    {
        var rows = input is SharedRel ? input : new SharedRel(input, op.Name, op.Parameters.Flag("hint.materialized"));
        scope.Set(op.Name, new TableMeaning(rows) { Source = op.Name });
        return rows;
    }
}
