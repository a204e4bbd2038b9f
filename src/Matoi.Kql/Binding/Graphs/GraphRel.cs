using System.Collections.Immutable;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Binding.Graphs;

/// <summary>A graph: it stands between <c>make-graph</c> and the operators that read it, and never reaches the engine.</summary>
internal sealed class GraphRel : Rel
{
    private GraphRel(Rel nodes, Rel edges, Graph? graph)
        : base([])
    {
        (Nodes, Edges, Data) = (nodes, edges, graph);
    }

    /// <summary>The nodes' columns; hidden <c>~in</c>, <c>~out</c>, <c>~id</c> and <c>~index</c>.</summary>
    public Rel Nodes { get; }

    /// <summary>The edges' columns; hidden <c>~source</c>, <c>~target</c> and <c>~index</c>.</summary>
    public Rel Edges { get; }

    /// <summary>The nodes and edges themselves; null when the query is only looked at.</summary>
    public Graph? Data { get; }

    /// <summary>A graph with its tables kept for expressions.</summary>
    public static GraphRel Of(IReadOnlyList<(string Name, KqlType Type)> nodes, IReadOnlyList<(string Name, KqlType Type)> edges, Graph? graph, QueryData? data)
    {
        var (into, from) = (new long[graph?.Nodes.Count ?? 0], new long[graph?.Nodes.Count ?? 0]);
        foreach (var edge in graph?.Edges ?? [])
        {
            from[edge.Source]++;
            into[edge.Target]++;
        }

        return new(
            Keep(nodes, ["~in", "~out", "~id", "~index"], graph?.Nodes.Select((n, i) => (object?[])[.. n.Values, into[i], from[i], n.Id, (long)i]), data),
            Keep(edges, ["~source", "~target", "~index"], graph?.Edges.Select((e, i) => (object?[])[.. e.Values, graph.Nodes[e.Source].Id, graph.Nodes[e.Target].Id, (long)i]), data),
            graph);
    }

    /// <summary>A hidden column by its name.</summary>
    public static Column Internal(Rel rows, string name) => rows.Hidden.First(c => c.Name == name);

    /// <summary>Names and types of a table's columns.</summary>
    public static List<(string Name, KqlType Type)> Schema(Rel rows) => [.. rows.Columns.Select(c => (c.Name, c.Type))];

    private static Rel Keep(IReadOnlyList<(string Name, KqlType Type)> columns, string[] hidden, IEnumerable<object?[]>? rows, QueryData? data)
    {
        var made = new Columns();
        ImmutableArray<Column> visible = [.. columns.Select(c => made.Add(c.Name, c.Type))];
        ImmutableArray<Column> others = [.. hidden.Select(h => made.Hidden(h, KqlType.Long))];
        if (data is null || rows is null)
        {
            return new ProjectRel(new ValuesRel([], []), [.. visible.Select(c => (c, (Scalar)Constant.Null(c.Type)))])
            {
                HiddenItems = [.. others.Select(c => (c, (Scalar)Constant.Null(c.Type)))],
                Hidden = others,
            };
        }

        var stored = data.Store([.. columns, .. hidden.Select(h => (h, KqlType.Long))], [.. rows]);
        return new ProjectRel(stored, [.. visible.Select((c, i) => (c, (Scalar)new ColumnValue(stored.Columns[i])))])
        {
            HiddenItems = [.. others.Select((c, i) => (c, (Scalar)new ColumnValue(stored.Columns[visible.Length + i])))],
            Hidden = others,
        };
    }
}

/// <summary>A node with the values of its columns; the id is a hash of what edges name it by.</summary>
internal sealed record GraphNode(object?[] Values, long Id);

/// <summary>An edge with the values of its columns, between two nodes by their place.</summary>
internal sealed record GraphLink(object?[] Values, int Source, int Target);

/// <summary>Nodes and edges.</summary>
internal sealed record Graph(IReadOnlyList<GraphNode> Nodes, IReadOnlyList<GraphLink> Edges);
