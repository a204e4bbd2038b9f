using Matoi.Kql.Syntax;
using Xunit;

namespace Matoi.Kql.Tests.Syntax;

/// <summary>Each node knows where it stands in the text.</summary>
public sealed class SpanTests
{
    private const string Query = "let a = f(1);  T | where (x + 1) * 2 == y.z['w'] and not(b) | summarize n = count() by t  ;";

    [Theory]
    [InlineData(typeof(LetStatement), "let a = f(1)")]
    [InlineData(typeof(ExpressionStatement), "T | where (x + 1) * 2 == y.z['w'] and not(b) | summarize n = count() by t")]
    [InlineData(typeof(WhereOperator), "where (x + 1) * 2 == y.z['w'] and not(b)")]
    [InlineData(typeof(SummarizeOperator), "summarize n = count() by t")]
    [InlineData(typeof(BinaryExpr), "(x + 1) * 2 == y.z['w'] and not(b)", "(x + 1) * 2 == y.z['w']", "(x + 1) * 2", "x + 1")]
    [InlineData(typeof(IndexExpr), "y.z['w']")]
    [InlineData(typeof(MemberExpr), "y.z")]
    [InlineData(typeof(CallExpr), "f(1)", "not(b)", "count()")]
    [InlineData(typeof(NamedExpr), "n = count()")]
    public void Span_covers_what_was_read(Type type, params string[] texts)
    {
        var (tree, _) = KqlParser.Parse(Query);
        Assert.Equal(texts, Reading.All(tree).Where(n => n.GetType() == type).Select(n => Query.Substring(n.Span.Start, n.Span.Length)));
    }

    [Fact]
    public void Span_of_an_operator_and_of_names_within()
    {
        var (tree, _) = KqlParser.Parse(Query);
        var equal = Reading.All(tree).OfType<BinaryExpr>().Single(b => b.Operator == "==");
        var let = Reading.All(tree).OfType<LetStatement>().Single();
        Assert.Equal((Query.IndexOf("==", StringComparison.Ordinal), 2), (equal.OperatorSpan.Start, equal.OperatorSpan.Length));
        Assert.Equal((4, 1), (let.NameSpan.Start, let.NameSpan.Length));
    }
}
