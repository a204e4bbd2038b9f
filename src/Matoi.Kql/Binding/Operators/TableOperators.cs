using Matoi.Kql.Binding.Graphs;
using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Operators;

/// <summary>Which file binds which operator.</summary>
internal static class TableOperators
{
    /// <summary>Rows of an operator behind a pipe.</summary>
    public static Rel Bind(Binder binder, Operator op, Rel input, Scope scope, Rel? outer)
    {
        var context = new RowContext(binder, scope) { Input = input, Outer = outer };
        if (input is GraphRel graph)
        {
            return OfGraph(op, graph, context);
        }

        switch (op)
        {
            case MakeGraphOperator make:
                return MakeGraph.Bind(make, input, context);
            case WhereOperator where:
                return Where.Bind(where, input, context);
            case ExtendOperator extend:
                return Extend.Bind(extend.Items, input, context);
            case ProjectOperator project:
                return Project.Bind(project, input, context);
            case SummarizeOperator summarize:
                return Summarize.Bind(summarize, input, context);
            case SortOperator sort:
                return Sort.Bind(sort.Items, input, context);
            case TopOperator top:
                return Take.Bind(top.Count, Sort.Bind(top.Items, input, context), context);
            case TakeOperator take:
                return Take.Bind(take.Count, input, context);
            case CountOperator count:
                return Count.Bind(count, input);
            case DistinctOperator distinct:
                return Distinct.Bind(distinct, input, context);
            case TopHittersOperator hitters:
                return TopHitters.Bind(hitters, input, context);
            case TopNestedOperator nested:
                return TopNested.Bind(nested, input, context);
            case SampleOperator sample:
                return Samples.Bind(sample, input, context);
            case SampleDistinctOperator sample:
                return Samples.Bind(sample, input, context);
            case SerializeOperator serialize:
                return Serialize.Bind(serialize, input, context);
            case GetSchemaOperator:
                return GetSchema.Bind(input);
            case EvaluateOperator evaluate:
                return Evaluate.Bind(evaluate, input, context);
            case JoinOperator join:
                return Join.Bind(join, input, context);
            case LookupOperator lookup:
                return Lookup.Bind(lookup, input, context);
            case UnionOperator union:
                return Union.Bind(binder, union, scope, input, outer);
            case AsOperator named:
                return As.Bind(named, input, scope);
            case InvokeOperator invoke:
                return Invoke.Bind(invoke, input, context);
            case ForkOperator fork:
                return Fork.Bind(fork, input, context);
            case FacetOperator facet:
                return Fork.Facet(facet, input, context);
            case AssertSchemaOperator schema:
                return AssertSchema.Bind(schema, input, context);
            case PartitionOperator partition:
                return Partition.Bind(partition, input, context);
            case ScanOperator scan:
                return Scan.Bind(scan, input, context);
            case MakeSeriesOperator series:
                return MakeSeries.Bind(series, input, context);
            case SearchOperator search:
                return Search.Bind(search, input, context);
            case FindOperator find:
                return Find.Bind(find, input, context);
            case ParseOperator parse:
                return Parse.Bind(parse, input, context);
            case ParseKvOperator parse:
                return ParseKv.Bind(parse, input, context);
            case MvExpandOperator expand:
                return MvExpand.Bind(expand, input, context);
            case MvApplyOperator apply:
                return MvApply.Bind(apply, input, context);
            case RenderOperator render:
                binder.Render = render;
                return input;
            default:
                return Refuse(binder, op);
        }

        Rel Refuse(Binder b, Operator o)
        {
            if (o is GraphMatchOperator or GraphToTableOperator or GraphComponentsOperator or GraphWhereOperator)
            {
                b.Error("KQL311", "a graph is expected before this operator, as make-graph gives it", o.Span);
            }
            else
            {
                b.Refuse($"the operator '{(o is RefusedOperator refused ? refused.Word : Word(o))}'", o.Span);
            }

            return Binder.Empty();
        }
    }

    /// <summary>Reports that rows are expected where a graph is.</summary>
    public static Rel NoRows(Binder binder, TextSpan span)
    {
        binder.Error("KQL311", "rows are expected here, but this is a graph; graph-match and graph-to-table give rows", span);
        return Binder.Empty();
    }

    /// <summary>Rows of an operator that starts a pipeline; <paramref name="input"/> is set inside the body of another operator.</summary>
    public static Rel BindSource(Binder binder, Operator op, Scope scope, Rel? input, Rel? outer)
    {
        switch (op)
        {
            case PrintOperator print:
                return Print.Bind(print, new(binder, scope) { Outer = outer });
            case RangeOperator range:
                return Ranges.Bind(binder, range, scope, outer);
            case UnionOperator union:
                return Union.Bind(binder, union, scope, null, outer);
            case SearchOperator search:
                return Search.Bind(search, input, new(binder, scope) { Outer = outer });
            case FindOperator find:
                return Find.Bind(find, input, new(binder, scope) { Outer = outer });
            default:
                return input is not null ? Bind(binder, op, input, scope, outer) : Bind(binder, op, Binder.Empty(), scope, outer);
        }
    }

    private static Rel OfGraph(Operator op, GraphRel graph, RowContext context) => op switch
    {
        GraphMatchOperator match => GraphMatch.Bind(match, graph, context),
        GraphToTableOperator table => GraphTables.ToTable(table, graph, context),
        GraphComponentsOperator components => GraphTables.Components(components, graph, context),
        GraphWhereOperator where => GraphTables.Where(where, graph, context),
        _ => NoRows(context.Binder, op.Span),
    };

    /// <summary>The word an operator is written with.</summary>
    private static string Word(Operator op) => op.GetType().Name.Replace("Operator", "", StringComparison.Ordinal).ToLowerInvariant();
}
