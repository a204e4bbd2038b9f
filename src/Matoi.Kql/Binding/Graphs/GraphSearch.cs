namespace Matoi.Kql.Binding.Graphs;

/// <summary>An edge of a pattern between two of its nodes, by their numbers. Least and Most are 1 for a single edge; Forward null for either direction.</summary>
internal sealed record GraphMove(int From, int To, bool? Forward, int Least, int Most);

/// <summary>A match: the place of each node, and for each move the edges and the nodes between them.</summary>
internal sealed record GraphFound(int[] Nodes, int[][] Edges, int[][] Inner);

/// <summary>Finds all matches of a pattern by trying one node and edge after the other.</summary>
/// <param name="graph">The graph.</param>
/// <param name="moves">The edges of the pattern in order: each begins at a node that is known by then, or at any node.</param>
/// <param name="nodes">For each node of the pattern the places it may have; null for all.</param>
/// <param name="edges">For each move the edges it may take; null for all.</param>
/// <param name="repeatEdges">An edge may stand more than once in a match.</param>
/// <param name="repeatNodes">A node may stand more than once in a match.</param>
internal sealed class GraphSearch(Graph graph, IReadOnlyList<GraphMove> moves, IReadOnlySet<int>?[] nodes, IReadOnlySet<int>?[] edges, bool repeatEdges, bool repeatNodes)
{
    private const int MostFound = 500_000;
    private const int MostTried = 50_000_000;

    private readonly ILookup<int, int> _out = Enumerable.Range(0, graph.Edges.Count).ToLookup(e => graph.Edges[e].Source);
    private readonly ILookup<int, int> _in = Enumerable.Range(0, graph.Edges.Count).ToLookup(e => graph.Edges[e].Target);
    private readonly int[] _at = [.. Enumerable.Repeat(-1, nodes.Length)];
    private readonly List<int>[] _edges = [.. moves.Select(_ => new List<int>())];
    private readonly List<int>[] _inner = [.. moves.Select(_ => new List<int>())];
    private readonly int[] _usedEdges = new int[graph.Edges.Count];
    private readonly int[] _usedNodes = new int[graph.Nodes.Count];
    private readonly List<GraphFound> _found = [];
    private int _tried;

    /// <summary>All matches; null when there are too many, or too much would have to be tried.</summary>
    public IReadOnlyList<GraphFound>? Run()
    {
        Go(0);
        return Enough ? null : _found;
    }

    private bool Enough => _found.Count > MostFound || _tried > MostTried;

    private void Go(int move)
    {
        if (move == moves.Count)
        {
            // Nodes of a pattern that no edge names, as in (a)-->(b), (c), stand alone.
            var free = Array.IndexOf(_at, -1);
            if (free < 0)
            {
                Keep();
            }
            else
            {
                Arrive(free, Enumerable.Range(0, graph.Nodes.Count), () => Go(move));
            }
        }
        else if (_at[moves[move].From] < 0)
        {
            Arrive(moves[move].From, Enumerable.Range(0, graph.Nodes.Count), () => Extend(move, _at[moves[move].From]));
        }
        else
        {
            Extend(move, _at[moves[move].From]);
        }
    }

    private void Extend(int number, int at)
    {
        var move = moves[number];
        if (_edges[number].Count >= move.Least)
        {
            Arrive(move.To, [at], () => Go(number + 1));
        }

        if (_edges[number].Count == move.Most || Enough)
        {
            return;
        }

        var inner = _edges[number].Count > 0;
        if (inner && !repeatNodes && _usedNodes[at] > 0)
        {
            return;
        }

        if (inner)
        {
            _inner[number].Add(at);
            _usedNodes[at]++;
        }

        foreach (var (edge, other) in Ways(at, move.Forward))
        {
            _tried++;
            if ((repeatEdges || _usedEdges[edge] == 0) && edges[number]?.Contains(edge) != false)
            {
                _usedEdges[edge]++;
                _edges[number].Add(edge);
                Extend(number, other);
                _edges[number].RemoveAt(_edges[number].Count - 1);
                _usedEdges[edge]--;
            }
        }

        if (inner)
        {
            _usedNodes[at]--;
            _inner[number].RemoveAt(_inner[number].Count - 1);
        }
    }

    private IEnumerable<(int Edge, int Other)> Ways(int node, bool? forward)
    {
        var ahead = forward == false ? [] : _out[node].Select(e => (e, graph.Edges[e].Target));
        var back = forward == true ? [] : _in[node].Where(e => forward == false || graph.Edges[e].Source != node).Select(e => (e, graph.Edges[e].Source));
        return ahead.Concat(back);
    }

    private void Arrive(int node, IEnumerable<int> places, Action then)
    {
        foreach (var place in places)
        {
            _tried++;
            if (Enough)
            {
                return;
            }

            if (_at[node] >= 0)
            {
                if (_at[node] == place)
                {
                    then();
                }
            }
            else if ((repeatNodes || _usedNodes[place] == 0) && nodes[node]?.Contains(place) != false)
            {
                _at[node] = place;
                _usedNodes[place]++;
                then();
                _usedNodes[place]--;
                _at[node] = -1;
            }
        }
    }

    private void Keep() => _found.Add(new([.. _at], [.. _edges.Select(e => e.ToArray())], [.. _inner.Select(i => i.ToArray())]));
}
