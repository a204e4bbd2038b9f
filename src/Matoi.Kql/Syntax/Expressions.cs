namespace Matoi.Kql.Syntax;

/// <summary>A piece of a query's text that has been read.</summary>
public abstract record Node(TextSpan Span);

/// <summary>An expression, scalar or tabular: the grammar does not tell them apart, the binder does.</summary>
public abstract record Expr(TextSpan Span) : Node(Span);

/// <summary>
/// A literal. Values: <see cref="bool"/>, <see cref="int"/>, <see cref="long"/>, <see cref="double"/>, <see cref="decimal"/>, <see cref="System.DateTime"/> (UTC),
/// <see cref="System.TimeSpan"/>, <see cref="System.Guid"/>, <see cref="string"/>; JSON text for dynamic; null for a typed null such as <c>long(null)</c>.
/// A number without type is long, or real when it has a point or exponent.
/// </summary>
public sealed record LiteralExpr(KqlType Type, object? Value, TextSpan Span) : Expr(Span);

/// <summary>A dynamic literal whose JSON holds literals of KQL (<c>dynamic([datetime(2020-01-01), 1h])</c>) is a call of <c>dynamic</c> with literals; else see <see cref="LiteralExpr"/>.</summary>
public sealed record DynamicArrayExpr(IReadOnlyList<Expr> Items, TextSpan Span) : Expr(Span);

/// <summary>A bag inside a dynamic literal that holds literals of KQL.</summary>
public sealed record DynamicBagExpr(IReadOnlyList<(string Key, Expr Value)> Properties, TextSpan Span) : Expr(Span);

/// <summary>A name: column, table, variable, <c>$left</c>, <c>$right</c>; also <c>['a name']</c>.</summary>
public sealed record NameExpr(string Name, TextSpan Span) : Expr(Span);

/// <summary>A name with <c>*</c> in it, such as <c>Event*</c>, or <c>*</c> alone.</summary>
public sealed record WildcardExpr(string Pattern, TextSpan Span) : Expr(Span);

/// <summary><c>target.name</c>, also <c>target.['a name']</c>; in a list of tables the name may hold <c>*</c>.</summary>
public sealed record MemberExpr(Expr Target, string Name, TextSpan NameSpan, TextSpan Span) : Expr(Span);

/// <summary><c>target[index]</c>.</summary>
public sealed record IndexExpr(Expr Target, Expr Index, TextSpan Span) : Expr(Span);

/// <summary><c>target.name(arguments)</c>, as in <c>cluster("c").database("d")</c>.</summary>
public sealed record MethodExpr(Expr Target, CallExpr Call, TextSpan Span) : Expr(Span);

/// <summary><c>name(arguments)</c>; an argument may be a <see cref="NamedExpr"/>, a <see cref="WildcardExpr"/>, a <see cref="PipeExpr"/> or a <see cref="LambdaExpr"/>.</summary>
public sealed record CallExpr(string Name, TextSpan NameSpan, IReadOnlyList<Expr> Arguments, TextSpan Span) : Expr(Span);

/// <summary><c>-x</c>, <c>+x</c>.</summary>
public sealed record UnaryExpr(string Operator, Expr Operand, TextSpan Span) : Expr(Span);

/// <summary>
/// Two operands. Operators as written: <c>or and == != &lt;&gt; &lt; &lt;= &gt; &gt;= + - * / % =~ !~ : has !has has_cs contains startswith endswith hasprefix hassuffix
/// like notlike</c> with their <c>!</c> and <c>_cs</c> forms, <c>matches regex</c>. <c>&lt;&gt;</c> is read as <c>!=</c>; <c>:</c> is read as <c>has</c>.
/// </summary>
public sealed record BinaryExpr(string Operator, Expr Left, Expr Right, TextSpan OperatorSpan, TextSpan Span) : Expr(Span);

/// <summary><c>value between (low .. high)</c>, or <c>!between</c>.</summary>
public sealed record BetweenExpr(Expr Value, Expr Low, Expr High, bool Negated, TextSpan Span) : Expr(Span);

/// <summary><c>in !in in~ !in~ has_any has_all</c> with a list in parentheses: literals, names, one tabular expression, one dynamic array.</summary>
public sealed record InExpr(string Operator, Expr Value, IReadOnlyList<Expr> Items, TextSpan Span) : Expr(Span);

/// <summary><c>name = expression</c> or <c>(a, b) = expression</c>; Names is empty where an unnamed element needs a place in a list of these.</summary>
public sealed record NamedExpr(IReadOnlyList<string> Names, Expr Value, TextSpan NameSpan, TextSpan Span) : Expr(Span);

/// <summary><c>source | operator | operator</c>. Source may be <see cref="EmptySourceExpr"/> inside mv-apply, partition, fork, facet.</summary>
public sealed record PipeExpr(Expr Source, IReadOnlyList<Operator> Operators, TextSpan Span) : Expr(Span);

/// <summary>The input of the enclosing operator, where a pipeline starts with an operator.</summary>
public sealed record EmptySourceExpr(TextSpan Span) : Expr(Span);

/// <summary>An operator that gives rows by itself: <c>print</c>, <c>range</c>, <c>union</c>, <c>search</c>, <c>find</c>, <c>evaluate</c> at the start of a pipeline.</summary>
public sealed record OperatorSourceExpr(Operator Operator, TextSpan Span) : Expr(Span);

/// <summary><c>datatable(name: type, …) [ values ]</c>; values row by row.</summary>
public sealed record DataTableExpr(IReadOnlyList<ColumnDeclaration> Columns, IReadOnlyList<Expr> Values, TextSpan Span) : Expr(Span);

/// <summary><c>externaldata(name: type, …) [ uris ] with (name = value, …)</c>.</summary>
public sealed record ExternalDataExpr(IReadOnlyList<ColumnDeclaration> Columns, IReadOnlyList<Expr> Uris, IReadOnlyList<OperatorParameter> Parameters, TextSpan Span) : Expr(Span);

/// <summary><c>(parameters) { statements; body }</c>, on the right side of <c>let</c>.</summary>
public sealed record LambdaExpr(IReadOnlyList<FunctionParameter> Parameters, Query Body, bool View, TextSpan Span) : Expr(Span);

/// <summary><c>name: type</c>.</summary>
public sealed record ColumnDeclaration(string Name, KqlType Type, TextSpan Span) : Node(Span);

/// <summary>A parameter of a function: scalar (<see cref="Type"/> set) or tabular (<see cref="Columns"/> set; empty means any columns, <c>T: (*)</c>).</summary>
public sealed record FunctionParameter(string Name, KqlType? Type, IReadOnlyList<ColumnDeclaration>? Columns, Expr? Default, TextSpan Span) : Node(Span);

/// <summary><c>name = value</c> behind an operator's word, such as <c>kind = inner</c> or <c>hint.strategy = shuffle</c>; a bare word is a <see cref="NameExpr"/>.</summary>
public sealed record OperatorParameter(string Name, Expr Value, TextSpan Span) : Node(Span);
