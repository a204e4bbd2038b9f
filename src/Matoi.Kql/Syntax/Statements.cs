namespace Matoi.Kql.Syntax;

/// <summary>A whole query: statements, the last tabular expression being its result.</summary>
public sealed record Query(IReadOnlyList<Statement> Statements, TextSpan Span) : Node(Span);

/// <summary>One statement.</summary>
public abstract record Statement(TextSpan Span) : Node(Span);

/// <summary><c>let name = expression</c>; the expression may be a <see cref="LambdaExpr"/>.</summary>
public sealed record LetStatement(string Name, TextSpan NameSpan, Expr Value, TextSpan Span) : Statement(Span);

/// <summary>A tabular (or, inside a function, scalar) expression.</summary>
public sealed record ExpressionStatement(Expr Value, TextSpan Span) : Statement(Span);

/// <summary><c>set name = value</c>.</summary>
public sealed record SetStatement(string Name, Expr? Value, TextSpan Span) : Statement(Span);

/// <summary><c>declare query_parameters (name: type = default, …)</c>.</summary>
public sealed record DeclareStatement(IReadOnlyList<FunctionParameter> Parameters, TextSpan Span) : Statement(Span);

/// <summary><c>declare pattern name = (parameters)[path] { (values).[value] = { body }; … }</c>.</summary>
public sealed record PatternStatement(string Name, IReadOnlyList<FunctionParameter> Parameters, FunctionParameter? Path, IReadOnlyList<PatternCase> Cases, TextSpan Span) : Statement(Span);

/// <summary>One case of a pattern.</summary>
public sealed record PatternCase(IReadOnlyList<Expr> Values, Expr? Path, Query Body, TextSpan Span) : Node(Span);

/// <summary><c>restrict access to (names)</c>.</summary>
public sealed record RestrictStatement(IReadOnlyList<Expr> Entities, TextSpan Span) : Statement(Span);

/// <summary><c>alias database name = expression</c>.</summary>
public sealed record AliasStatement(string Name, Expr Value, TextSpan Span) : Statement(Span);
