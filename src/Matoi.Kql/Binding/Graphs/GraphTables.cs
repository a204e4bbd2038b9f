using Matoi.Kql.Binding.Operators;
using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Graphs;

/// <summary>Binds the operators that show a graph as a table, or change its nodes and edges.</summary>
internal static class GraphTables
{
    /// <summary><c>graph-to-table</c>: of several tables the first is the result, and each may have a name for the statements behind.</summary>
    public static Rel ToTable(GraphToTableOperator op, GraphRel graph, RowContext context)
    {
        var tables = op.Outputs.Select(o => (Syntax: o, Rows: Table(o, graph))).ToList();
        foreach (var (syntax, rows) in tables.Where(t => t.Syntax.Name is not null))
        {
            (context.Scope.Around ?? context.Scope).Set(syntax.Name!, new TableMeaning(new SharedRel(rows, syntax.Name!, materialize: false)) { Source = syntax.Name });
        }

        if (tables.Count > 1)
        {
            context.Binder.Diagnostics.Warn($"graph-to-table gives {tables.Count} tables; only the first is shown");
        }

        return tables[0].Rows;
    }

    /// <summary><c>graph-where-nodes</c> and <c>graph-where-edges</c>; an edge goes with either of its nodes.</summary>
    public static Rel Where(GraphWhereOperator op, GraphRel graph, RowContext context)
    {
        var rows = op.Edges ? graph.Edges : graph.Nodes;
        var condition = ScalarBinder.Bind(op.Predicate, context with { Input = rows, Graph = new(graph, context) });
        if (condition is Faulty)
        {
            return Binder.Empty();
        }

        if (Conversions.Implicit(condition, KqlType.Bool) is not { } predicate)
        {
            context.Binder.Error("KQL313", $"a condition is needed, but this is a {Conversions.Name(condition.Type)}", op.Predicate.Span);
            return Binder.Empty();
        }

        if (graph.Data is not { } whole || context.Binder.Data is not { } data)
        {
            return graph;
        }

        var kept = GraphValues.Places(new FilterRel(rows, predicate), data).ToHashSet();
        if (op.Edges)
        {
            return Of(graph, new(whole.Nodes, [.. whole.Edges.Where((_, i) => kept.Contains(i))]), data);
        }

        var places = Enumerable.Range(0, whole.Nodes.Count).Where(kept.Contains).Select((old, now) => (old, now)).ToDictionary(p => p.old, p => p.now);
        var links = whole.Edges.Where(e => kept.Contains(e.Source) && kept.Contains(e.Target)).Select(e => e with { Source = places[e.Source], Target = places[e.Target] });
        return Of(graph, new([.. whole.Nodes.Where((_, i) => kept.Contains(i))], [.. links]), data);
    }

    /// <summary><c>graph-mark-components</c>: nodes get the number of the component they are in, from 0 in the order of nodes.</summary>
    public static Rel Components(GraphComponentsOperator op, GraphRel graph, RowContext context)
    {
        var kind = op.Parameters.Word("kind") ?? "weak";
        if (kind is not ("weak" or "strong"))
        {
            context.Binder.Error("KQL316", $"components are weak or strong, not '{kind}'", op.Parameters.Place("kind", op.Span));
            return Binder.Empty();
        }

        var columns = GraphRel.Schema(graph.Nodes);
        columns.Add((op.Parameters.Word("with_component_id") ?? "ComponentId", KqlType.Long));
        if (columns[..^1].Exists(c => c.Name == columns[^1].Name))
        {
            context.Binder.Error("KQL317", $"the nodes have a column '{columns[^1].Name}' already", op.Span);
            return Binder.Empty();
        }

        var marks = graph.Data is null ? [] : GraphComponents.Of(graph.Data, strong: kind == "strong");
        var marked = graph.Data is null ? null : graph.Data with { Nodes = [.. graph.Data.Nodes.Select((n, i) => n with { Values = [.. n.Values, marks[i]] })] };
        return GraphRel.Of(columns, GraphRel.Schema(graph.Edges), marked, context.Binder.Data);
    }

    private static GraphRel Of(GraphRel graph, Graph changed, QueryData data) => GraphRel.Of(GraphRel.Schema(graph.Nodes), GraphRel.Schema(graph.Edges), changed, data);

    private static ProjectRel Table(GraphOutput output, GraphRel graph)
    {
        var rows = output.Edges ? graph.Edges : graph.Nodes;
        var columns = new Columns();
        var ids = (output.Edges ? new[] { ("with_source_id", "~source"), ("with_target_id", "~target") } : [("with_node_id", "~id")])
            .Select(i => (Name: output.Parameters.Word(i.Item1), Value: new ColumnValue(GraphRel.Internal(rows, i.Item2))))
            .Where(i => i.Name is not null)
            .Select(i => (columns.Add(i.Name!, KqlType.Long), (Scalar)i.Value))
            .ToList();
        return new(rows, [.. ids, .. rows.Columns.Select(c => (columns.Add(c.Name, c.Type), (Scalar)new ColumnValue(c)))]);
    }
}
