using System.Diagnostics;
using Matoi.Kql.Syntax;
using Xunit;

namespace Matoi.Kql.Tests.Syntax;

/// <summary>Large and deep texts are read in time that grows with their length, without exhausting the stack.</summary>
public sealed class DepthTests
{
    [Theory]
    [InlineData("(", ")")]
    [InlineData("f(", ")")]
    [InlineData("a[", "]")]
    [InlineData("a in (", ")")]
    [InlineData("1 + (", ")")]
    [InlineData("-(", ")")]
    [InlineData("toscalar(T | where ", ")")]
    [InlineData("toscalar(union (T | mv-apply x on (where ", ")))")]
    public void Nesting_has_a_limit_that_is_told(string open, string close)
    {
        Assert.Empty(Errors(open, close, 60));
        Assert.Contains(Errors(open, close, 400), e => e.Code == SyntaxCode.TooDeep);
        Assert.NotEmpty(Errors(open, "", 50_000));
        Assert.NotEmpty(Errors("", close, 50_000));
        Assert.Contains(Errors(open, close, 50_000), e => e.Code == SyntaxCode.TooDeep);
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    [InlineData("dynamic(", ")")]
    public void Nesting_of_dynamic_literals_has_a_limit_too(string open, string close)
    {
        Assert.Empty(KqlParser.Parse($"print dynamic({Repeat(open, 100)}1{Repeat(close, 100)})").Errors);
        Assert.Contains(OnSmallStack(() => KqlParser.Parse($"print dynamic({Repeat(open, 5000)}1{Repeat(close, 5000)})").Errors), e => e.Code == SyntaxCode.TooDeep);
    }

    [Theory]
    [InlineData(" + 1")]
    [InlineData(".a")]
    [InlineData("[0]")]
    public void A_chain_that_makes_a_deep_tree_has_a_limit_too(string link)
    {
        Assert.Empty(KqlParser.Parse($"print a{Repeat(link, 200)}").Errors);
        Assert.Equal([SyntaxCode.TooDeep], KqlParser.Parse($"print a{Repeat(link, 20_000)}").Errors.Select(e => e.Code));
    }

    [Theory]
    [InlineData("print a", " or b", "")]
    [InlineData("print dynamic([0", ",1", "])")]
    [InlineData("T", " | where a == 'x'", "")]
    [InlineData("T | where a in (0", ", 'x'", ")")]
    [InlineData("T", "; T", "")]
    [InlineData("T", " | wher a", "")]
    [InlineData("T", " | where a ==", "")]
    [InlineData("T", "; let x = (", "")]
    [InlineData("T", "\n)", "")]
    [InlineData("T", " { ( ]", "")]
    [InlineData("T", " datetime(", "")]
    [InlineData("T", " 'x", "")]
    [InlineData("T", " `", "")]
    [InlineData("union T", "*T", "")]
    [InlineData("T | a", "-a", "")]
    public void Time_grows_with_length_only(string start, string link, string end)
    {
        var small = Milliseconds($"{start}{Repeat(link, 10_000)}{end}");
        var large = Milliseconds($"{start}{Repeat(link, 40_000)}{end}");

        // Four times the text: sixteen times the time would be quadratic. Short times are noise.
        Assert.True(large < 400 || large < small * 10, $"{small} ms, then {large} ms");
    }

    private static double Milliseconds(string text)
    {
        var best = double.MaxValue;
        for (var i = 0; i < 3; i++)
        {
            var clock = Stopwatch.StartNew();
            KqlParser.Parse(text);
            best = Math.Min(best, clock.Elapsed.TotalMilliseconds);
        }

        return best;
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static IReadOnlyList<KqlError> Errors(string open, string close, int depth) =>
        OnSmallStack(() => KqlParser.Parse($"print {Repeat(open, depth)}x{Repeat(close, depth)}").Errors);

    // Half of what threads get otherwise.
    private static T OnSmallStack<T>(Func<T> read)
    {
        var result = default(T);
        var thread = new Thread(() => result = read(), maxStackSize: 768 * 1024);
        thread.Start();
        thread.Join();
        return result!;
    }
}
