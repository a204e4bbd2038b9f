using Matoi.Kql.Binding.Operators;
using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Graphs;

/// <summary>Binds <c>graph-match</c> and <c>graph-shortest-paths</c>: matches are found in memory and become rows, over which the engine computes the rest.</summary>
internal static class GraphMatch
{
    private static readonly string[] Cycles = ["unique_edges", "all", "none"];

    /// <summary>A row for each match that fits the condition.</summary>
    public static Rel Bind(GraphMatchOperator op, GraphRel graph, RowContext context)
    {
        var cycles = op.Parameters.Word("cycles") ?? "unique_edges";
        if (!Fits(op, cycles, context) || GraphLayout.Of(op, graph, context) is not { } layout)
        {
            return Binder.Empty();
        }

        // Bound once to learn what is asked about paths, and again over the rows.
        var inner = context with { Input = new ValuesRel([], []), Named = layout.Named, Graph = layout.Values };
        var where = op.Where is null ? Constant.Null(KqlType.Bool) : ScalarBinder.Bind(op.Where, inner);
        var items = op.Project.Select(p => ScalarBinder.Bind(p, inner)).ToList();
        if (where is Faulty || items.Exists(i => i is Faulty))
        {
            return Binder.Empty();
        }

        if (Conversions.Implicit(where, KqlType.Bool) is not { } predicate)
        {
            context.Binder.Error("KQL313", $"where needs a condition, but this is a {Conversions.Name(where.Type)}", op.Where!.Span);
            return Binder.Empty();
        }

        Rel rows = new ProjectRel(new ValuesRel([], []), []) { HiddenItems = [.. layout.Columns.Select(c => (c, (Scalar)Constant.Null(c.Type)))], Hidden = [.. layout.Columns] };
        if (graph.Data is { } whole && context.Binder.Data is { } data)
        {
            var (nodes, edges) = Allowed(op.Where, layout, inner, data);
            var found = new GraphSearch(whole, layout.Moves, nodes, edges, repeatEdges: cycles == "all", repeatNodes: cycles != "none").Run();
            if (found is null)
            {
                context.Binder.Error("KQL404", "the pattern has too many matches; filter the graph before it, or name nodes in where", op.Span);
                return Binder.Empty();
            }

            var matches = new GraphMatches(layout, whole, data);
            rows = matches.Rows(found);
            rows = op.Shortest ? matches.Shortest(found, op.Where is null ? rows : new FilterRel(rows, predicate), op.Parameters.Word("output") == "all")
                : op.Where is null ? rows : new FilterRel(rows, predicate);
        }

        return Project.Bind(new("project", [.. op.Project.Select(p => new ProjectItem(p, null, p.Span))], op.Span), rows, inner with { Input = rows });
    }

    private static bool Fits(GraphMatchOperator op, string cycles, RowContext context)
    {
        if (!Cycles.Contains(cycles))
        {
            context.Binder.Error("KQL316", $"cycles is one of {string.Join(", ", Cycles)}, not '{cycles}'", op.Parameters.Place("cycles", op.Span));
            return false;
        }

        if (op.Project.Count == 0)
        {
            context.Binder.Refuse("a pattern without project", op.Span);
            return false;
        }

        if (op.Shortest && (op.Patterns.Count != 1 || op.Patterns[0].Edges.Count(e => e.Least is not null) != 1))
        {
            context.Binder.Error("KQL329", "graph-shortest-paths takes one pattern with one edge that stands for several, such as (a)-[e*1..5]->(b)", op.Span);
            return false;
        }

        return true;
    }

    /// <summary>The nodes and edges that conditions on them alone leave, so that no others are tried.</summary>
    private static (IReadOnlySet<int>?[] Nodes, IReadOnlySet<int>?[] Edges) Allowed(Expr? where, GraphLayout layout, RowContext context, QueryData data)
    {
        var (nodes, edges) = (new IReadOnlySet<int>?[layout.Nodes], new IReadOnlySet<int>?[layout.Moves.Count]);
        foreach (var part in Parts(where))
        {
            if (layout.Owner([.. Used(ScalarBinder.Bind(part, context)).Distinct()]) is not { } name)
            {
                continue;
            }

            var (edge, element) = layout.Find(name);
            var rows = edge ? layout.Graph.Edges : layout.Graph.Nodes;
            var alone = ScalarBinder.Bind(part, context with { Named = new Dictionary<string, Rel> { [name] = rows } });
            if (alone is not Faulty && Conversions.Implicit(alone, KqlType.Bool) is { } condition)
            {
                ref var allowed = ref (edge ? ref edges[element] : ref nodes[element]);
                var left = GraphValues.Places(new FilterRel(rows, condition), data).ToHashSet();
                allowed = allowed is null ? left : left.Intersect(allowed).ToHashSet();
            }
        }

        return (nodes, edges);
    }

    private static IEnumerable<Expr> Parts(Expr? where) => where switch
    {
        null => [],
        BinaryExpr { Operator: "and" } both => Parts(both.Left).Concat(Parts(both.Right)),
        _ => [where],
    };

    private static IEnumerable<Column> Used(Scalar value) => value is ColumnValue column ? [column.Column] : value.Operands.SelectMany(Used);
}
