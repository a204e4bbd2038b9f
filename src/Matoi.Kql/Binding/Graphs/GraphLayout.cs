using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Graphs;

/// <summary>The nodes and edges of patterns by number, and the columns that expressions name behind their names.</summary>
internal sealed class GraphLayout
{
    private readonly List<(Column Column, bool Edge, int Element, int Place)> _columns = [];
    private readonly Dictionary<string, (bool Edge, int Element)> _names = new(StringComparer.Ordinal);
    private readonly List<GraphMove> _moves = [];

    private GraphLayout(GraphRel graph, GraphValues values) => (Graph, Values) = (graph, values);

    /// <summary>The graph.</summary>
    public GraphRel Graph { get; }

    /// <summary>The functions over paths.</summary>
    public GraphValues Values { get; }

    /// <summary>How many nodes the patterns have.</summary>
    public int Nodes { get; private set; }

    /// <summary>The edges.</summary>
    public IReadOnlyList<GraphMove> Moves => _moves;

    /// <summary>The columns of each named node and single edge.</summary>
    public Dictionary<string, Rel> Named { get; } = new(StringComparer.Ordinal);

    /// <summary>All columns of a match.</summary>
    public IEnumerable<Column> Columns => _columns.Select(c => c.Column).Concat(Values.Paths.Select(p => p.Column));

    /// <summary>The layout; null, with an error, for patterns that make no sense.</summary>
    public static GraphLayout? Of(GraphMatchOperator op, GraphRel graph, RowContext context)
    {
        var layout = new GraphLayout(graph, new(graph, context));
        foreach (var pattern in op.Patterns)
        {
            var at = layout.Node(pattern.Nodes[0]);
            for (var i = 0; i < pattern.Edges.Count && at >= 0; i++)
            {
                var to = layout.Node(pattern.Nodes[i + 1]);
                at = to >= 0 && layout.Edge(pattern.Edges[i], at, to) ? to : -1;
            }

            if (at < 0)
            {
                context.Binder.Error("KQL329", "in a pattern each edge has a name of its own, which no node has, and stands for one edge or from least to most", pattern.Span);
                return null;
            }
        }

        return layout;
    }

    /// <summary>The one node or edge that columns belong to; null when they belong to several, or to a path.</summary>
    public string? Owner(IReadOnlyCollection<Column> columns)
    {
        var owners = columns.Select(c => _columns.Find(l => l.Column == c)).Select(l => l.Column is null ? ((bool, int)?)null : (l.Edge, l.Element)).Distinct().ToList();
        return owners is [{ } owner] ? _names.First(n => n.Value == owner).Key : null;
    }

    /// <summary>What a name stands for.</summary>
    public (bool Edge, int Element) Find(string name) => _names[name];

    /// <summary>The edge that a path's name stands for.</summary>
    public int Path(string name) => _names[name].Element;

    /// <summary>The values of a match, in the order of <see cref="Columns"/>, without those of paths.</summary>
    public IEnumerable<object?> Row(GraphFound found, Graph graph, long[] into, long[] from)
    {
        foreach (var (_, edge, element, place) in _columns)
        {
            if (edge)
            {
                yield return graph.Edges[found.Edges[element][0]].Values[place];
                continue;
            }

            var node = found.Nodes[element];
            var values = graph.Nodes[node].Values;
            yield return place < values.Length ? values[place] : place == values.Length ? into[node] : from[node];
        }
    }

    private int Node(GraphPart node)
    {
        if (node.Name is { } name && _names.TryGetValue(name, out var known))
        {
            return known.Edge ? -1 : known.Element;
        }

        if (node.Name is not null)
        {
            Add(node.Name, Graph.Nodes, edge: false, Nodes);
        }

        return Nodes++;
    }

    private bool Edge(GraphEdge edge, int from, int to)
    {
        if (edge.Name is not null && _names.ContainsKey(edge.Name) || edge.Least > edge.Most || edge.Most is 0 or > 1000)
        {
            return false;
        }

        if (edge is { Name: not null, Least: null })
        {
            Add(edge.Name, Graph.Edges, edge: true, _moves.Count);
        }
        else if (edge.Name is not null)
        {
            _names[edge.Name] = (true, _moves.Count);
            Values.PathNames.Add(edge.Name);
        }

        _moves.Add(new(from, to, edge.Forward, (int)(edge.Least ?? 1), (int)(edge.Most ?? 1)));
        return true;
    }

    private void Add(string name, Rel rows, bool edge, int element)
    {
        var all = rows.Columns.Concat(rows.Hidden.Where(h => h.Name is "~in" or "~out")).ToList();
        var made = all.ConvertAll(c => Values.Columns.Hidden(c.Name, c.Type));
        _names[name] = (edge, element);
        _columns.AddRange(made.Select((c, i) => (c, edge, element, i)));
        Named[name] = new ValuesRel([.. made.Take(rows.Columns.Length)], []) { Hidden = [.. made.Skip(rows.Columns.Length)] };
    }
}
