using System.Globalization;

namespace Matoi.Kql.Syntax.Printing;

/// <summary>Graph operators as text.</summary>
internal static class GraphPrinter
{
    internal static void Write(TreeWriter w, Operator found)
    {
        switch (found)
        {
            case MakeGraphOperator make:
                w.Form("make-graph", make.Parameters, make.Source, make.Target, ("with", make.Nodes.SelectMany(n => new Node[] { n.Table, n.Key }).ToList()), ("partitioned-by", make.PartitionBy), make.Body);
                break;
            case GraphMatchOperator match:
                w.Form(match.Shortest ? "graph-shortest-paths" : "graph-match", match.Parameters, string.Join(' ', match.Patterns.Select(Text)), ("where", match.Where), ("project", match.Project));
                break;
            case GraphToTableOperator table:
                w.Form("graph-to-table", [.. table.Outputs.SelectMany(o => new object?[] { o.Edges ? "edges" : "nodes", o.Name is null ? null : TreeWriter.Name(o.Name), o.Parameters })]);
                break;
            case GraphComponentsOperator components:
                w.Form("graph-mark-components", components.Parameters);
                break;
            case GraphWhereOperator where:
                w.Form(where.Edges ? "graph-where-edges" : "graph-where-nodes", where.Predicate);
                break;
        }
    }

    private static string Text(GraphPattern pattern)
        => string.Concat(pattern.Nodes.Select((node, i) => $"({Name(node.Name)})" + (i < pattern.Edges.Count ? Text(pattern.Edges[i]) : "")));

    private static string Text(GraphEdge edge)
        => string.Create(CultureInfo.InvariantCulture, $"{(edge.Forward == false ? "<-" : "-")}[{Name(edge.Name)}{(edge.Least is null ? "" : $"*{edge.Least}..{edge.Most}")}]{(edge.Forward == true ? "->" : "-")}");

    private static string Name(string? name) => name is null ? "" : TreeWriter.Name(name);
}
