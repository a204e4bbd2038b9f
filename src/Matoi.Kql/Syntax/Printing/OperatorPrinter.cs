namespace Matoi.Kql.Syntax.Printing;

/// <summary>Operators as text.</summary>
internal static class OperatorPrinter
{
    internal static void Write(TreeWriter w, Operator found)
    {
        switch (found)
        {
            case WhereOperator where:
                w.Form("where", where.Predicate);
                break;
            case ExtendOperator extend:
                w.Form("extend", extend.Items);
                break;
            case ProjectOperator project:
                w.Form(project.Word, project.Items);
                break;
            case DistinctOperator distinct:
                w.Form("distinct", distinct.Items);
                break;
            case SerializeOperator serialize:
                w.Form("serialize", serialize.Items);
                break;
            case PrintOperator print:
                w.Form("print", print.Items);
                break;
            case TakeOperator take:
                w.Form("take", take.Count);
                break;
            case SampleOperator sample:
                w.Form("sample", sample.Count);
                break;
            case SampleDistinctOperator sample:
                w.Form("sample-distinct", sample.Count, sample.Of);
                break;
            case CountOperator count:
                w.Form("count", count.Name);
                break;
            case SortOperator sort:
                w.Form("sort", sort.Items);
                break;
            case TopOperator top:
                w.Form("top", top.Count, top.Items);
                break;
            case TopHittersOperator hitters:
                w.Form("top-hitters", hitters.Count, hitters.Of, ("by", hitters.By));
                break;
            case TopNestedOperator nested:
                w.Form("top-nested", nested.Levels);
                break;
            case SummarizeOperator summarize:
                w.Form("summarize", summarize.Parameters, summarize.Aggregates, ("by", summarize.By));
                break;
            case RangeOperator range:
                w.Form("range", TreeWriter.Name(range.Name), range.From, range.To, range.Step);
                break;
            default:
                Wide(w, found);
                break;
        }
    }

    private static void Wide(TreeWriter w, Operator found)
    {
        switch (found)
        {
            case JoinOperator join:
                w.Form("join", join.Parameters, join.Right, ("on", join.On));
                break;
            case LookupOperator lookup:
                w.Form("lookup", lookup.Parameters, lookup.Right, ("on", lookup.On));
                break;
            case UnionOperator union:
                w.Form("union", union.Parameters, union.Tables);
                break;
            case MvExpandOperator expand:
                w.Form("mv-expand", expand.Parameters, expand.Items, ("limit", expand.Limit));
                break;
            case MvApplyOperator apply:
                w.Form("mv-apply", apply.Parameters, apply.Items, ("limit", apply.Limit), apply.Body);
                break;
            case ParseOperator parse:
                w.Form(parse.Filter ? "parse-where" : "parse", parse.Parameters, parse.Source, ("with", parse.Pattern));
                break;
            case ParseKvOperator parse:
                w.Form("parse-kv", parse.Source, ("columns", parse.Columns), ("with", parse.Parameters));
                break;
            case MakeSeriesOperator series:
                w.Form("make-series", series.Parameters, series.Aggregates, ("on", series.On), (series.InRange ? "in-from" : "from", series.From), ("to", series.To), ("step", series.Step), ("by", series.By));
                break;
            case EvaluateOperator evaluate:
                w.Form("evaluate", evaluate.Parameters, evaluate.Call, evaluate.SchemaStar ? "*" : null, ("columns", evaluate.Schema));
                break;
            case InvokeOperator invoke:
                w.Form("invoke", invoke.Call);
                break;
            case SearchOperator search:
                w.Form("search", search.Parameters, ("in", search.Tables), search.Predicate);
                break;
            case FindOperator find:
                w.Form("find", find.Parameters, ("in", find.Tables), find.Predicate, ("project", find.Project), ("project-away", find.ProjectAway), find.Pack ? "pack" : null);
                break;
            default:
                Rare(w, found);
                break;
        }
    }

    private static void Rare(TreeWriter w, Operator found)
    {
        switch (found)
        {
            case RenderOperator render:
                w.Form("render", TreeWriter.Name(render.Chart), render.Properties);
                break;
            case AsOperator named:
                w.Form("as", named.Parameters, TreeWriter.Name(named.Name));
                break;
            case ConsumeOperator:
                w.Form("consume");
                break;
            case GetSchemaOperator:
                w.Form("getschema");
                break;
            case AssertSchemaOperator assert:
                w.Form("assert-schema", assert.Star ? "*" : null, assert.Columns);
                break;
            case PartitionOperator partition:
                w.Form("partition", partition.Parameters, ("by", partition.By), partition.Braces ? "braces" : null, partition.Body);
                break;
            case ScanOperator scan:
                w.Form("scan", scan.Parameters, ("order", scan.OrderBy), ("partition", scan.PartitionBy), ("declare", scan.Declare), scan.Steps);
                break;
            case ForkOperator fork:
                w.Form("fork", fork.Branches.Select(b => b.Name is null ? b.Body : new NamedExpr([b.Name], b.Body, b.Body.Span, b.Body.Span)));
                break;
            case FacetOperator facet:
                w.Form("facet", ("by", facet.By), facet.With);
                break;
            case ReduceOperator reduce:
                w.Form("reduce", reduce.Parameters, ("by", reduce.By), ("with", reduce.With));
                break;
            case RefusedOperator refused:
                w.Form("refused", refused.Word);
                break;
            default:
                GraphPrinter.Write(w, found);
                break;
        }
    }
}
