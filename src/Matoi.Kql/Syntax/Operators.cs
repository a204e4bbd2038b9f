namespace Matoi.Kql.Syntax;

/// <summary>A tabular operator. Parameters hold what stands between its word and its operands: <c>kind=</c>, <c>hint.*</c>, <c>isfuzzy=</c>, ….</summary>
public abstract record Operator(TextSpan Span) : Node(Span);

/// <summary><c>where predicate</c>, <c>filter predicate</c>.</summary>
public sealed record WhereOperator(Expr Predicate, TextSpan Span) : Operator(Span);

/// <summary><c>extend name = expression, …</c>; items are <see cref="NamedExpr"/> or plain expressions.</summary>
public sealed record ExtendOperator(IReadOnlyList<Expr> Items, TextSpan Span) : Operator(Span);

/// <summary><c>project</c>, <c>project-away</c>, <c>project-keep</c>, <c>project-rename</c>, <c>project-reorder</c>, <c>project-by-names</c>: <see cref="Word"/> tells which.</summary>
public sealed record ProjectOperator(string Word, IReadOnlyList<ProjectItem> Items, TextSpan Span) : Operator(Span);

/// <summary>An item of a project operator; <see cref="Order"/> (<c>asc desc granny-asc granny-desc</c>) only in project-reorder.</summary>
public sealed record ProjectItem(Expr Value, string? Order, TextSpan Span) : Node(Span);

/// <summary><c>summarize aggregates by keys</c>.</summary>
public sealed record SummarizeOperator(IReadOnlyList<OperatorParameter> Parameters, IReadOnlyList<Expr> Aggregates, IReadOnlyList<Expr> By, TextSpan Span) : Operator(Span);

/// <summary><c>distinct columns</c>; items may be <c>*</c>.</summary>
public sealed record DistinctOperator(IReadOnlyList<Expr> Items, TextSpan Span) : Operator(Span);

/// <summary><c>sort by</c>, <c>order by</c>.</summary>
public sealed record SortOperator(IReadOnlyList<SortItem> Items, TextSpan Span) : Operator(Span);

/// <summary>A sort key. Ascending false is the default; NullsFirst null means first when ascending, last when descending.</summary>
public sealed record SortItem(Expr Value, bool Ascending, bool? NullsFirst, TextSpan Span) : Node(Span);

/// <summary><c>top n by keys</c>.</summary>
public sealed record TopOperator(Expr Count, IReadOnlyList<SortItem> Items, TextSpan Span) : Operator(Span);

/// <summary><c>top-hitters n of value by weight</c>.</summary>
public sealed record TopHittersOperator(Expr Count, Expr Of, Expr? By, TextSpan Span) : Operator(Span);

/// <summary><c>top-nested n of value with others = label by aggregate, …</c>.</summary>
public sealed record TopNestedOperator(IReadOnlyList<TopNestedLevel> Levels, TextSpan Span) : Operator(Span);

/// <summary>One level of top-nested.</summary>
public sealed record TopNestedLevel(Expr? Count, Expr Of, Expr? Others, Expr By, bool? Ascending, TextSpan Span) : Node(Span);

/// <summary><c>take n</c>, <c>limit n</c>.</summary>
public sealed record TakeOperator(Expr Count, TextSpan Span) : Operator(Span);

/// <summary><c>count</c>, <c>count as name</c>.</summary>
public sealed record CountOperator(string? Name, TextSpan Span) : Operator(Span);

/// <summary><c>join kind = k (right) on keys</c>; On holds names, <c>$left.a == $right.b</c> and their conjunctions by <c>and</c>.</summary>
public sealed record JoinOperator(IReadOnlyList<OperatorParameter> Parameters, Expr Right, IReadOnlyList<Expr> On, TextSpan Span) : Operator(Span);

/// <summary><c>lookup kind = k (right) on keys</c>.</summary>
public sealed record LookupOperator(IReadOnlyList<OperatorParameter> Parameters, Expr Right, IReadOnlyList<Expr> On, TextSpan Span) : Operator(Span);

/// <summary><c>union tables</c>: behind a pipe the input comes first.</summary>
public sealed record UnionOperator(IReadOnlyList<OperatorParameter> Parameters, IReadOnlyList<Expr> Tables, TextSpan Span) : Operator(Span);

/// <summary><c>mv-expand columns limit n</c>.</summary>
public sealed record MvExpandOperator(IReadOnlyList<OperatorParameter> Parameters, IReadOnlyList<MvItem> Items, Expr? Limit, TextSpan Span) : Operator(Span);

/// <summary>A column to expand: name or <see cref="NamedExpr"/>, with <c>to typeof(type)</c>.</summary>
public sealed record MvItem(Expr Value, KqlType? To, TextSpan Span) : Node(Span);

/// <summary><c>mv-apply columns limit n on (subquery)</c>; the subquery starts from <see cref="EmptySourceExpr"/>.</summary>
public sealed record MvApplyOperator(IReadOnlyList<OperatorParameter> Parameters, IReadOnlyList<MvItem> Items, Expr? Limit, Expr Body, TextSpan Span) : Operator(Span);

/// <summary><c>parse</c> and <c>parse-where</c>: <see cref="Filter"/> tells which.</summary>
public sealed record ParseOperator(bool Filter, IReadOnlyList<OperatorParameter> Parameters, Expr Source, IReadOnlyList<ParsePart> Pattern, TextSpan Span) : Operator(Span);

/// <summary>A part of a parse pattern: text (<see cref="Text"/>), a column with its type (string without), or <c>*</c> (all null).</summary>
public sealed record ParsePart(Expr? Text, string? Column, KqlType? Type, TextSpan Span) : Node(Span);

/// <summary><c>parse-kv source as (name: type, …) with (pair_delimiter = ",", …)</c>.</summary>
public sealed record ParseKvOperator(Expr Source, IReadOnlyList<ColumnDeclaration> Columns, IReadOnlyList<OperatorParameter> Parameters, TextSpan Span) : Operator(Span);

/// <summary><c>make-series aggregates default = x on axis from a to b step s by keys</c>, also <c>in range(a, b, s)</c>.</summary>
public sealed record MakeSeriesOperator(IReadOnlyList<OperatorParameter> Parameters, IReadOnlyList<SeriesItem> Aggregates, Expr On, Expr? From, Expr? To, Expr Step, IReadOnlyList<Expr> By, TextSpan Span, bool InRange = false) : Operator(Span);

/// <summary>An aggregate of make-series with its default.</summary>
public sealed record SeriesItem(Expr Value, Expr? Default, TextSpan Span) : Node(Span);

/// <summary><c>evaluate plugin(arguments) : (schema)</c>; Schema null when not given, its Star is true for <c>(*, name: type)</c>.</summary>
public sealed record EvaluateOperator(IReadOnlyList<OperatorParameter> Parameters, CallExpr Call, IReadOnlyList<ColumnDeclaration>? Schema, bool SchemaStar, TextSpan Span) : Operator(Span);

/// <summary><c>invoke function(arguments)</c>.</summary>
public sealed record InvokeOperator(CallExpr Call, TextSpan Span) : Operator(Span);

/// <summary><c>serialize items</c>.</summary>
public sealed record SerializeOperator(IReadOnlyList<Expr> Items, TextSpan Span) : Operator(Span);

/// <summary><c>sample n</c>.</summary>
public sealed record SampleOperator(Expr Count, TextSpan Span) : Operator(Span);

/// <summary><c>sample-distinct n of value</c>.</summary>
public sealed record SampleDistinctOperator(Expr Count, Expr Of, TextSpan Span) : Operator(Span);

/// <summary><c>search kind = k in (tables) predicate</c>; a string alone is a term to find in any column.</summary>
public sealed record SearchOperator(IReadOnlyList<OperatorParameter> Parameters, IReadOnlyList<Expr> Tables, Expr Predicate, TextSpan Span) : Operator(Span);

/// <summary><c>find withsource = c in (tables) where predicate project columns</c>; Project empty for smart projection; SmartPack tells <c>pack(*)</c>.</summary>
public sealed record FindOperator(IReadOnlyList<OperatorParameter> Parameters, IReadOnlyList<Expr> Tables, Expr Predicate, IReadOnlyList<FindColumn> Project, IReadOnlyList<FindColumn> ProjectAway, bool Pack, TextSpan Span) : Operator(Span);

/// <summary>A column of find with its type.</summary>
public sealed record FindColumn(string Name, KqlType? Type, TextSpan Span) : Node(Span);

/// <summary><c>print items</c>.</summary>
public sealed record PrintOperator(IReadOnlyList<Expr> Items, TextSpan Span) : Operator(Span);

/// <summary><c>range name from a to b step s</c>.</summary>
public sealed record RangeOperator(string Name, Expr From, Expr To, Expr Step, TextSpan Span) : Operator(Span);

/// <summary><c>render chart with (properties)</c>: a hint for the page. A property with several columns has a <see cref="DynamicArrayExpr"/> of names as value.</summary>
public sealed record RenderOperator(string Chart, IReadOnlyList<OperatorParameter> Properties, TextSpan Span) : Operator(Span);

/// <summary><c>as name</c>.</summary>
public sealed record AsOperator(IReadOnlyList<OperatorParameter> Parameters, string Name, TextSpan Span) : Operator(Span);

/// <summary><c>consume</c>.</summary>
public sealed record ConsumeOperator(TextSpan Span) : Operator(Span);

/// <summary><c>getschema</c>.</summary>
public sealed record GetSchemaOperator(TextSpan Span) : Operator(Span);

/// <summary><c>partition by column (subquery)</c> or <c>{ query }</c>; the subquery starts from <see cref="EmptySourceExpr"/>, the query in braces names its source.</summary>
public sealed record PartitionOperator(IReadOnlyList<OperatorParameter> Parameters, Expr By, Expr Body, bool Braces, TextSpan Span) : Operator(Span);

/// <summary><c>scan with (steps)</c>.</summary>
public sealed record ScanOperator(IReadOnlyList<OperatorParameter> Parameters, IReadOnlyList<SortItem> OrderBy, IReadOnlyList<Expr> PartitionBy, IReadOnlyList<ScanDeclaration> Declare, IReadOnlyList<ScanStep> Steps, TextSpan Span) : Operator(Span);

/// <summary>A column declared by scan, with its default.</summary>
public sealed record ScanDeclaration(string Name, KqlType Type, Expr? Default, TextSpan Span) : Node(Span);

/// <summary><c>step name optional output = all|last|none : condition =&gt; column = expression, …</c>.</summary>
public sealed record ScanStep(string Name, bool Optional, string? Output, Expr Condition, IReadOnlyList<NamedExpr> Assignments, TextSpan Span) : Node(Span);

/// <summary><c>fork name = (subquery) …</c>.</summary>
public sealed record ForkOperator(IReadOnlyList<(string? Name, Expr Body)> Branches, TextSpan Span) : Operator(Span);

/// <summary><c>facet by columns with (subquery)</c>.</summary>
public sealed record FacetOperator(IReadOnlyList<Expr> By, Expr? With, TextSpan Span) : Operator(Span);

/// <summary><c>reduce by value with (threshold = x, characters = "…")</c>.</summary>
public sealed record ReduceOperator(IReadOnlyList<OperatorParameter> Parameters, Expr By, IReadOnlyList<OperatorParameter> With, TextSpan Span) : Operator(Span);

/// <summary><c>assert-schema (name: type, …)</c>.</summary>
public sealed record AssertSchemaOperator(IReadOnlyList<ColumnDeclaration> Columns, bool Star, TextSpan Span) : Operator(Span);

/// <summary>An operator that is read to its end so that the rest of the query can be checked, and refused, such as <c>macro-expand</c>.</summary>
public sealed record RefusedOperator(string Word, TextSpan Span) : Operator(Span);
