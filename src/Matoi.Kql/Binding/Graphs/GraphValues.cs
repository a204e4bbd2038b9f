using System.Text.Json.Nodes;
using Matoi.Kql.Functions;
using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Graphs;

/// <summary>
/// The functions that only expressions over a graph have: degrees of nodes, and <c>map</c>, <c>all</c> and <c>any</c> over the edges or inner nodes of a path. What is
/// asked about paths becomes a column of the matches.
/// </summary>
internal sealed class GraphValues(GraphRel graph, RowContext outer)
{
    private readonly Dictionary<CallExpr, PathValue> _paths = new(ReferenceEqualityComparer.Instance);

    /// <summary>Names of edges that stand for paths.</summary>
    public HashSet<string> PathNames { get; } = new(StringComparer.Ordinal);

    /// <summary>Makes columns of matches.</summary>
    public Columns Columns { get; } = new();

    /// <summary>What is asked about paths.</summary>
    public IReadOnlyCollection<PathValue> Paths => _paths.Values;

    /// <summary>The value of a call; null when it is none of these functions.</summary>
    public Scalar? Bind(CallExpr call, RowContext context) => (call.Name, call.Arguments) switch
    {
        ("node_degree_in", []) => Degree("~in", context.Input, call, context),
        ("node_degree_out", []) => Degree("~out", context.Input, call, context),
        ("node_degree_in", [NameExpr node]) => Degree("~in", context.Named?.GetValueOrDefault(node.Name), call, context),
        ("node_degree_out", [NameExpr node]) => Degree("~out", context.Named?.GetValueOrDefault(node.Name), call, context),
        ("map" or "all" or "any", [var path, var value]) => Path(call, path, value, context),
        _ => null,
    };

    /// <summary>Places of the nodes or edges that are left of a table.</summary>
    public static IEnumerable<int> Places(Rel rows, QueryData data)
    {
        var column = new Columns().Add("index", KqlType.Long);
        return data.Read(new ProjectRel(rows, [(column, new ColumnValue(GraphRel.Internal(rows, "~index")))])).Select(r => (int)(long)r[0]!);
    }

    /// <summary>For every node or edge the value that a function over paths asks for: JSON for map, true or not for the others.</summary>
    public object?[] Read(PathValue path, QueryData data)
    {
        var rows = path.Inner ? graph.Nodes : graph.Edges;
        var columns = new Columns();
        var items = new (Column, Scalar)[] { (columns.Add("index", KqlType.Long), new ColumnValue(GraphRel.Internal(rows, "~index"))), (columns.Add("value", path.Value.Type), path.Value) };
        var read = data.Read(new ProjectRel(rows, items));
        var values = new object?[read.Count];
        foreach (var row in read)
        {
            values[(long)row[0]!] = row[1];
        }

        return values;
    }

    /// <summary>The answer for a path whose nodes or edges have these values.</summary>
    public static object Answer(PathValue path, IEnumerable<object?> values) => path.Function switch
    {
        "all" => values.All(v => v is true),
        "any" => values.Any(v => v is true),
        _ => Json.Write(new JsonArray([.. values.Select(v => Json.Read(v as string))]))!,
    };

    private static Scalar Degree(string column, Rel? nodes, CallExpr call, RowContext context)
        => nodes?.Hidden.FirstOrDefault(c => c.Name == column) is { } found ? new ColumnValue(found)
            : ScalarBinder.Fault(context, "KQL303", $"{call.Name} takes the name of a node, or stands where a node's columns do", call.Span);

    private Scalar Path(CallExpr call, Expr path, Expr value, RowContext context)
    {
        var (name, inner) = path is CallExpr { Name: "inner_nodes", Arguments: [NameExpr of] } ? (of, true) : (path as NameExpr, false);
        if (name is null || !PathNames.Contains(name.Name))
        {
            return ScalarBinder.Fault(context, "KQL303", $"{call.Name} takes an edge that stands for several, such as e in -[e*1..5]->, or its inner_nodes(e), and an expression", call.Span);
        }

        if (_paths.TryGetValue(call, out var known))
        {
            return new ColumnValue(known.Column);
        }

        var kind = call.Name == "map" ? KqlType.Dynamic : KqlType.Bool;
        var bound = ScalarBinder.Bind(value, outer with { Input = inner ? graph.Nodes : graph.Edges, Graph = this });
        if (bound is Faulty || (kind == KqlType.Dynamic ? Conversions.Explicit(bound, kind) : Conversions.Implicit(bound, kind)) is not { } fitting)
        {
            return bound is Faulty ? bound : ScalarBinder.Fault(context, "KQL313", $"{call.Name} needs a condition, but this is a {Conversions.Name(bound.Type)}", value.Span);
        }

        var column = Columns.Hidden(call.Name, kind);
        _paths[call] = new(call.Name, name.Name, inner, fitting, column);
        return new ColumnValue(column);
    }
}

/// <summary>A function over the edges of a path, or over its inner nodes, and the column of the matches that it fills.</summary>
internal sealed record PathValue(string Function, string Edge, bool Inner, Scalar Value, Column Column);
