using System.Text.RegularExpressions;
using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Operators;

/// <summary>
/// Turns the predicates of <c>search</c>, <c>find</c> and <c>where * has "x"</c> into plain ones over the columns of a relation: a text alone is a term that any
/// column may hold, and <c>*</c> on the left of an operator stands for any column.
/// </summary>
/// <param name="columns">The columns that <c>*</c> stands for.</param>
/// <param name="terms">True when a text alone is a term.</param>
/// <param name="caseSensitive">True for <c>kind=case_sensitive</c>.</param>
/// <param name="text">The query, to tell <c>:</c> from <c>has</c>.</param>
internal sealed class SearchPredicate(IReadOnlyList<Column> columns, bool terms, bool caseSensitive, string text)
{
    /// <summary>The plain predicate.</summary>
    public Expr Rewrite(Expr predicate) => predicate switch
    {
        LiteralExpr { Value: string term } when terms => Any(predicate.Span, column => Term(column, term, predicate.Span)),
        WildcardExpr { Pattern: "*" } when terms => new LiteralExpr(KqlType.Bool, true, predicate.Span),
        BinaryExpr { Operator: "and" or "or" } both => both with { Left = Rewrite(both.Left), Right = Rewrite(both.Right) },
        CallExpr { Name: "not", Arguments: [var inner] } not => not with { Arguments = [Rewrite(inner)] },
        BinaryExpr { Left: WildcardExpr { Pattern: "*" } } any when any.Operator.StartsWith('!') || any.Operator is "!=" => Not(Star(any with { Operator = Plain(any.Operator) }), any.Span),
        BinaryExpr { Left: WildcardExpr { Pattern: "*" } } any => Star(any),
        InExpr { Value: WildcardExpr { Pattern: "*" } } any => Any(any.Span, column => any with { Value = column }),
        BinaryExpr { Operator: "has", Right: LiteralExpr { Value: string term } } named when IsColon(named) => Term(Text(named.Left), term, named.Span),
        _ => predicate,
    };

    /// <summary>The names a predicate uses that may be columns.</summary>
    public static IEnumerable<string> Names(Expr predicate) => predicate switch
    {
        NameExpr name => [name.Name],
        BinaryExpr both => Names(both.Left).Concat(Names(both.Right)),
        UnaryExpr unary => Names(unary.Operand),
        BetweenExpr between => Names(between.Value).Concat(Names(between.Low)).Concat(Names(between.High)),
        InExpr membership => Names(membership.Value).Concat(membership.Items.SelectMany(Names)),
        CallExpr call => call.Arguments.SelectMany(Names),
        NamedExpr named => Names(named.Value),
        MemberExpr member => Names(member.Target),
        IndexExpr index => Names(index.Target).Concat(Names(index.Index)),
        _ => [],
    };

    private Expr Star(BinaryExpr any)
        => IsColon(any) && any.Right is LiteralExpr { Value: string term } ? Any(any.Span, column => Term(column, term, any.Span)) : Any(any.Span, column => any with { Left = column });

    private static string Plain(string op) => op switch { "!=" => "==", "!~" => "=~", _ => op[1..] };

    private static CallExpr Not(Expr predicate, TextSpan span) => new("not", span, [predicate], span);

    private bool IsColon(BinaryExpr expression) => text.AsSpan(expression.OperatorSpan.Start).StartsWith(":");

    /// <summary>One column or the other, and so on; a balanced tree, so that many columns make no deep one.</summary>
    private Expr Any(TextSpan span, Func<Expr, Expr> test)
    {
        return columns.Count == 0 ? new LiteralExpr(KqlType.Bool, false, span) : Range(0, columns.Count);

        Expr Range(int from, int to)
        {
            var middle = (from + to) / 2;
            return to - from == 1 ? test(Text(new NameExpr(columns[from].Name, span), columns[from].Type)) : new BinaryExpr("or", Range(from, middle), Range(middle, to), span, span);
        }
    }

    private Expr Text(Expr value) => value is NameExpr name && columns.FirstOrDefault(c => c.Name == name.Name) is { } column ? Text(value, column.Type) : Text(value, KqlType.Dynamic);

    private static Expr Text(Expr value, KqlType type) => type == KqlType.String ? value : new CallExpr("tostring", value.Span, [value], value.Span);

    /// <summary>Where a term stands in a text; <c>*</c> at its ends widens it.</summary>
    private Expr Term(Expr value, string term, TextSpan span)
    {
        var plain = term.Trim('*');
        var (op, right) = term switch
        {
            _ when plain.Length == 0 => ("", plain),
            _ when plain.Contains('*', StringComparison.Ordinal) => ("matches regex", Pattern(term)),
            ['*', .., '*'] => ("contains", plain),
            ['*', ..] => ("hassuffix", plain),
            [.., '*'] => ("hasprefix", plain),
            _ => ("has", plain),
        };
        if (op.Length == 0)
        {
            return new LiteralExpr(KqlType.Bool, true, span);
        }

        op = caseSensitive && op != "matches regex" ? op + "_cs" : op;
        return new BinaryExpr(op, value, new LiteralExpr(KqlType.String, right, span), span, span);
    }

    // A gap inside a term: the parts follow each other, and where no star stands at an end a term ends there.
    private string Pattern(string term)
    {
        var parts = string.Join(".*", term.Trim('*').Split('*').Select(Regex.Escape));
        var begin = term.StartsWith('*') ? "" : @"(^|[^\p{L}\p{N}])";
        var end = term.EndsWith('*') ? "" : @"($|[^\p{L}\p{N}])";
        return (caseSensitive ? "(?s)" : "(?is)") + begin + parts + end;
    }
}
