namespace Matoi.Kql.Syntax;

/// <summary>
/// <c>make-graph source --&gt; target with table on key, …</c>, or <c>with_node_id = name</c> among the parameters. With <c>partitioned-by column (subquery)</c> the subquery,
/// which starts from <see cref="EmptySourceExpr"/>, runs over one graph for each value.
/// </summary>
public sealed record MakeGraphOperator(IReadOnlyList<OperatorParameter> Parameters, NameExpr Source, NameExpr Target, IReadOnlyList<GraphNodes> Nodes, NameExpr? PartitionBy, Expr? Body, TextSpan Span) : Operator(Span);

/// <summary>A table of nodes with the column that edges name them by.</summary>
public sealed record GraphNodes(Expr Table, NameExpr Key, TextSpan Span) : Node(Span);

/// <summary><c>graph-match patterns where condition project items</c>, and <c>graph-shortest-paths</c>: <see cref="Shortest"/> tells which.</summary>
public sealed record GraphMatchOperator(bool Shortest, IReadOnlyList<OperatorParameter> Parameters, IReadOnlyList<GraphPattern> Patterns, Expr? Where, IReadOnlyList<Expr> Project, TextSpan Span) : Operator(Span);

/// <summary>Nodes with the edges between them: one node more than edges.</summary>
public sealed record GraphPattern(IReadOnlyList<GraphPart> Nodes, IReadOnlyList<GraphEdge> Edges, TextSpan Span) : Node(Span);

/// <summary><c>(name)</c>; Name null for <c>()</c>.</summary>
public sealed record GraphPart(string? Name, TextSpan Span) : Node(Span);

/// <summary><c>-[name]-&gt;</c>, <c>&lt;-[name]-</c> or <c>-[name]-</c> (<see cref="Forward"/> null); with <c>*1..5</c> it stands for so many edges in a row.</summary>
public sealed record GraphEdge(string? Name, bool? Forward, long? Least, long? Most, TextSpan Span) : Node(Span);

/// <summary><c>graph-to-table nodes as name with_node_id = column, edges …</c>.</summary>
public sealed record GraphToTableOperator(IReadOnlyList<GraphOutput> Outputs, TextSpan Span) : Operator(Span);

/// <summary>The nodes or the edges of a graph as a table.</summary>
public sealed record GraphOutput(bool Edges, string? Name, IReadOnlyList<OperatorParameter> Parameters, TextSpan Span) : Node(Span);

/// <summary><c>graph-mark-components kind = weak|strong with_component_id = name</c>.</summary>
public sealed record GraphComponentsOperator(IReadOnlyList<OperatorParameter> Parameters, TextSpan Span) : Operator(Span);

/// <summary><c>graph-where-nodes predicate</c> and <c>graph-where-edges predicate</c>: <see cref="Edges"/> tells which.</summary>
public sealed record GraphWhereOperator(bool Edges, Expr Predicate, TextSpan Span) : Operator(Span);
