namespace Matoi.Kql.Binding.Graphs;

/// <summary>Finds the components of a graph.</summary>
internal static class GraphComponents
{
    /// <summary>The number of each node's component: weak ones hang together by edges of any direction, in strong ones every node reaches every other.</summary>
    public static long[] Of(Graph graph, bool strong)
    {
        var (outward, inward) = (Neighbours(graph, forward: true), Neighbours(graph, forward: false));
        var marks = Enumerable.Repeat(-1L, graph.Nodes.Count).ToArray();
        var next = 0L;
        for (var node = 0; node < marks.Length; node++)
        {
            if (marks[node] < 0)
            {
                var members = strong ? [.. Reach(node, [outward]).Intersect(Reach(node, [inward]))] : Reach(node, [outward, inward]);
                foreach (var member in members)
                {
                    marks[member] = next;
                }

                next++;
            }
        }

        return marks;
    }

    private static ILookup<int, int> Neighbours(Graph graph, bool forward) => graph.Edges.ToLookup(e => forward ? e.Source : e.Target, e => forward ? e.Target : e.Source);

    private static HashSet<int> Reach(int start, ILookup<int, int>[] ways)
    {
        var (seen, waiting) = (new HashSet<int> { start }, new Stack<int>([start]));
        while (waiting.TryPop(out var node))
        {
            foreach (var other in ways.SelectMany(w => w[node]).Where(seen.Add))
            {
                waiting.Push(other);
            }
        }

        return seen;
    }
}
