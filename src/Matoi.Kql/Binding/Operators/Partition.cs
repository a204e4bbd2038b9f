using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Operators;

/// <summary>Binds <c>partition</c>: the subquery runs for the rows of every value of a column.</summary>
internal static class Partition
{
    private const int MostRuns = 1000;

    /// <summary>All rows that the subquery gives.</summary>
    public static Rel Bind(PartitionOperator op, Rel input, RowContext context)
    {
        var key = ScalarBinder.Bind(op.By, context);
        if (key is Faulty)
        {
            return Binder.Empty();
        }

        var shared = input as SharedRel ?? new SharedRel(input, "partition", materialize: false);
        return RunsHere(op.Body) && context.Binder.Data is { } data ? Each(op, shared, key, context, data) : Lateral(op, shared, key, context);
    }

    /// <summary>The engine runs the subquery for every value.</summary>
    private static LateralRel Lateral(PartitionOperator op, SharedRel input, Scalar key, RowContext context)
    {
        var column = new Columns().Add("partition", key.Type);
        var keys = new AggregateRel(input, [(column, key)], []);
        var body = Body(op, new FilterRel(input, EngineFunctions.Same(key, new OuterValue(column))), new OuterValue(column), context);
        var columns = new Columns();
        var outputs = body.Columns.Select(c => (Column: columns.Add(c.Name, c.Type, c.Form), FromRight: true, Source: c)).ToList();
        return new(keys, body, [.. outputs.Select(o => o.Column)], outputs) { Open = body.Open };
    }

    /// <summary>The subquery holds an operator that reads its rows while it is bound: it is bound for every value by itself.</summary>
    private static Rel Each(PartitionOperator op, Rel input, Scalar key, RowContext context, QueryData data)
    {
        var kept = data.Keep(input);
        key = ScalarBinder.Bind(op.By, context with { Input = kept });
        var column = new Columns().Add("partition", key.Type);
        var values = data.Read(new LimitRel(new AggregateRel(kept, [(column, key)], []), Constant.Long(MostRuns + 1)));
        if (values.Count > MostRuns)
        {
            context.Binder.Error("KQL404", $"partition has more than {MostRuns} values of its column, and its subquery runs in memory for each of them; filter before it", op.Span);
            return Binder.Empty();
        }

        var legs = values.Select(v => new Constant(key.Type, v[0]))
            .Select(v => Body(op, new FilterRel(kept, EngineFunctions.Same(key, v)), v, context))
            .DefaultIfEmpty(Body(op, new FilterRel(kept, new Constant(KqlType.Bool, false)), Constant.Null(key.Type), context));
        return Unions.Combine([.. legs.Select(l => new UnionLeg(l, ""))], "outer", null);
    }

    private static Rel Body(PartitionOperator op, Rel rows, Scalar key, RowContext context)
    {
        var scope = new Scope(context.Scope);
        if (op.Braces && OutputNames.Automatic(op.By) is { } name)
        {
            // In braces the column stands for its value: toscalar(column).
            scope.Set(name, new ScalarMeaning(key));
        }

        return context.Binder.BindTable(op.Body, scope, rows, context.Outer);
    }

    private static bool RunsHere(Expr body) => body is PipeExpr pipe && (RunsHere(pipe.Source) || pipe.Operators.Any(o => o switch
    {
        ScanOperator or EvaluateOperator or ReduceOperator => true,
        JoinOperator join => RunsHere(join.Right),
        UnionOperator union => union.Tables.Any(RunsHere),
        PartitionOperator inner => RunsHere(inner.Body),
        _ => false,
    }));
}
