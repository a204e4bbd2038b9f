using Matoi.Kql.Binding.Operators;
using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Graphs;

/// <summary>Binds <c>make-graph</c>: rows become edges, and what they name becomes nodes, with the columns of the node tables if there are any.</summary>
internal static class MakeGraph
{
    private const int MostPartitions = 100;

    /// <summary>The graph; a node that no table has gets its key and is null in all else.</summary>
    public static Rel Bind(MakeGraphOperator op, Rel edges, RowContext context)
    {
        var tables = op.Nodes.Select(n => (Rows: context.Binder.BindTable(n.Table, context.Scope, null, context.Outer), Syntax: n)).ToList();
        return op.PartitionBy is null ? Whole(op, edges, tables, context) : Partitioned(op, edges, tables, context);
    }

    /// <summary>One graph for each value of a column, of the edges and nodes that have it; the rows of all of them together.</summary>
    private static Rel Partitioned(MakeGraphOperator op, Rel edges, List<(Rel Rows, GraphNodes Syntax)> tables, RowContext context)
    {
        if (Find(edges, op.PartitionBy!, context) is not { } by)
        {
            return Binder.Empty();
        }

        var at = edges.Columns.IndexOf(by);
        var values = context.Binder.Data?.Read(edges).Select(r => r[at]).Distinct().Select(v => new Constant(by.Type, v)).ToList() ?? [];
        if (values.Count > MostPartitions)
        {
            context.Binder.Refuse($"a graph of more than {MostPartitions} partitions", op.PartitionBy!.Span);
            return Binder.Empty();
        }

        var all = new List<Rel>();
        foreach (var value in values.DefaultIfEmpty(Constant.Null(by.Type)))
        {
            var nodes = tables.ConvertAll(t => (t.Rows.Find(by.Name) is { } column ? Only(t.Rows, column, value) : t.Rows, t.Syntax));
            all.Add(context.Binder.BindTable(op.Body!, new Scope(context.Scope), Whole(op, Only(edges, by, value), nodes, context), context.Outer));
            if (context.Binder.Diagnostics.Errors.Count > 0)
            {
                return Binder.Empty();
            }
        }

        var columns = new Columns();
        return new UnionRel([.. all[0].Columns.Select(c => columns.Add(c.Name, c.Type))], all);

        FilterRel Only(Rel rows, Column column, Constant value) => new FilterRel(rows, OperatorBinder.Apply("==", new ColumnValue(column), value, context, op.PartitionBy!.Span));
    }

    private static Rel Whole(MakeGraphOperator op, Rel edges, List<(Rel Rows, GraphNodes Syntax)> tables, RowContext context)
    {
        var (source, target) = (Find(edges, op.Source, context), Find(edges, op.Target, context));
        var keys = tables.Select(t => Find(t.Rows, t.Syntax.Key, context)).ToList();
        if (source is null || target is null || keys.Contains(null))
        {
            return Binder.Empty();
        }

        if (keys.Append(target).FirstOrDefault(k => k!.Type != source.Type) is { } other)
        {
            context.Binder.Error("KQL303", $"edges and nodes are named by one type, but '{source.Name}' is a {Conversions.Name(source.Type)} and '{other.Name}' a {Conversions.Name(other.Type)}", op.Span);
            return Binder.Empty();
        }

        var columns = tables.SelectMany(t => t.Rows.Columns).Select(c => (c.Name, c.Type)).Distinct().ToList();
        if (tables.Count == 0 && op.Parameters.Word("with_node_id") is { } name)
        {
            columns.Add((name, source.Type));
        }

        if (columns.Select(c => c.Name).Distinct().Count() < columns.Count)
        {
            context.Binder.Refuse("a graph whose node tables have columns of one name and two types", op.Span);
            return Binder.Empty();
        }

        var key = tables.Count > 0 ? columns.FindIndex(c => c.Name == keys[0]!.Name) : columns.Count - 1;
        var data = context.Binder.Data;
        var graph = data is null ? null : Read(edges, source, target, [.. tables.Select((t, i) => (t.Rows, keys[i]!))], columns, key, data);
        return GraphRel.Of(columns, GraphRel.Schema(edges), graph, data);
    }

    private static Graph Read(Rel edges, Column source, Column target, List<(Rel Rows, Column Key)> tables, List<(string Name, KqlType Type)> columns, int key, QueryData data)
    {
        var (nodes, places) = (new List<GraphNode>(), new Dictionary<object, int>());
        foreach (var (rows, id) in tables)
        {
            var (at, from) = (rows.Columns.IndexOf(id), columns.ConvertAll(c => rows.Columns.Select(r => r.Name).ToList().IndexOf(c.Name)));
            foreach (var row in data.Read(rows))
            {
                Place(row[at], () => [.. from.Select((f, i) => f < 0 ? Constant.Null(columns[i].Type).Value : row[f])]);
            }
        }

        var (start, end) = (edges.Columns.IndexOf(source), edges.Columns.IndexOf(target));
        var links = data.Read(edges).Select(row => new GraphLink(row, Place(row[start], () => Only(row[start])), Place(row[end], () => Only(row[end])))).ToList();
        return new(nodes, links);

        object?[] Only(object? value) => [.. columns.Select((c, i) => i == key ? value : Constant.Null(c.Type).Value)];

        int Place(object? value, Func<object?[]> values)
        {
            if (!places.TryGetValue(value ?? DBNull.Value, out var place))
            {
                places[value ?? DBNull.Value] = place = nodes.Count;
                nodes.Add(new(values(), Hash(new(source.Type, value))));
            }

            return place;
        }
    }

    private static long Hash(Constant value) => Calls.Choose("hash", [value]) is { } hash && Calls.Make(hash, value) is Constant { Value: long id } ? id : 0;

    private static Column? Find(Rel rows, NameExpr name, RowContext context)
    {
        if (rows.Find(name.Name) is { } column)
        {
            return column;
        }

        context.Binder.Error("KQL201", $"no column '{name.Name}' here", name.Span, NearestName.Of(name.Name, rows.Columns.Select(c => c.Name)));
        return null;
    }
}
