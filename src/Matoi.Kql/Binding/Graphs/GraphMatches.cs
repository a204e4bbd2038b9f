using Matoi.Kql.Relations;

namespace Matoi.Kql.Binding.Graphs;

/// <summary>Makes rows of matches: the columns of nodes and edges, and what is asked about paths.</summary>
internal sealed class GraphMatches(GraphLayout layout, Graph graph, QueryData data)
{
    private const string Number = "~match";

    /// <summary>The matches, numbered in a hidden column.</summary>
    public Rel Rows(IReadOnlyList<GraphFound> found)
    {
        var (into, from) = (new long[graph.Nodes.Count], new long[graph.Nodes.Count]);
        foreach (var edge in graph.Edges)
        {
            from[edge.Source]++;
            into[edge.Target]++;
        }

        var paths = layout.Values.Paths.Select(p => (Path: p, Values: layout.Values.Read(p, data))).ToList();
        var columns = layout.Columns.ToList();
        var stored = data.Store(
            [.. columns.Select(c => (c.Name, c.Type)), (Number, KqlType.Long)],
            [.. found.Select((f, i) => (object?[])[.. layout.Row(f, graph, into, from), .. paths.Select(p => Answer(p.Path, p.Values, f)), (long)i])]);
        columns.Add(layout.Values.Columns.Hidden(Number, KqlType.Long));
        return new ProjectRel(stored, [])
        {
            HiddenItems = [.. columns.Select((c, i) => (c, (Scalar)new ColumnValue(stored.Columns[i])))],
            Hidden = [.. columns],
        };
    }

    /// <summary>Of the matches left in rows the shortest for each pair of ends: all of them, or one.</summary>
    public Rel Shortest(IReadOnlyList<GraphFound> found, Rel rows, bool all)
    {
        var number = new Columns().Add("number", KqlType.Long);
        var left = data.Read(new ProjectRel(rows, [(number, new ColumnValue(GraphRel.Internal(rows, Number)))])).Select(r => found[(int)(long)r[0]!]);
        var pairs = left.GroupBy(f => (f.Nodes[layout.Moves[0].From], f.Nodes[layout.Moves[^1].To]));
        return Rows([.. pairs.SelectMany(p => Best([.. p], all))]);
    }

    private static IEnumerable<GraphFound> Best(List<GraphFound> found, bool all)
    {
        var least = found.Min(f => f.Edges.Sum(e => e.Length));
        return found.Where(f => f.Edges.Sum(e => e.Length) == least).Take(all ? int.MaxValue : 1);
    }

    private object Answer(PathValue path, object?[] values, GraphFound found)
    {
        var move = layout.Path(path.Edge);
        return GraphValues.Answer(path, (path.Inner ? found.Inner[move] : found.Edges[move]).Select(p => values[p]));
    }
}
