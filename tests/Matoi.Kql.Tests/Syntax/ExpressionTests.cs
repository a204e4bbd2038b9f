using Xunit;

namespace Matoi.Kql.Tests.Syntax;

/// <summary>Precedence and forms of expressions; the precedence is that of the official grammar.</summary>
public sealed class ExpressionTests
{
    [Theory]
    [InlineData("a or b and c", "(or a (and b c))")]
    [InlineData("a and b or c and d or e", "(or (or (and a b) (and c d)) e)")]
    [InlineData("a == b and c != d", "(and (== a b) (!= c d))")]
    [InlineData("a <> b", "(!= a b)")]
    [InlineData("a == b < c", "(== a (< b c))")]
    [InlineData("a < b == c > d", "(== (< a b) (> c d))")]
    [InlineData("a + b * c - d", "(- (+ a (* b c)) d)")]
    [InlineData("a / b / c % d", "(% (/ (/ a b) c) d)")]
    [InlineData("(a + b) * c", "(* (+ a b) c)")]
    [InlineData("a < b + c", "(< a (+ b c))")]
    [InlineData("-a.b + -c * d", "(+ (- a.b) (* (- c) d))")]
    [InlineData("a - 1 - -1", "(- (- a 1) (- 1))")]
    [InlineData("a-1", "(- a 1)")]
    public void Arithmetic_binds_tighter_than_comparison_and_that_tighter_than_and(string text, string tree) => Assert.Equal(tree, Reading.Scalar(text));

    [Theory]
    [InlineData("a + b has c", "(+ a (has b c))")]
    [InlineData("a has b + c", "(+ (has a b) c)")]
    [InlineData("a * b =~ c == d", "(== (* a (=~ b c)) d)")]
    [InlineData("-a has -b", "(has (- a) (- b))")]
    [InlineData("a has b == c has d", "(== (has a b) (has c d))")]
    [InlineData("a < b has c", "(< a (has b c))")]
    public void String_operators_bind_tightest(string text, string tree) => Assert.Equal(tree, Reading.Scalar(text));

    [Theory]
    [InlineData("a has 'x'", "(has a \"x\")")]
    [InlineData("a !has_cs 'x'", "(!has_cs a \"x\")")]
    [InlineData("a !contains 'x'", "(!contains a \"x\")")]
    [InlineData("a notcontains 'x'", "(!contains a \"x\")")]
    [InlineData("a containscs 'x'", "(contains_cs a \"x\")")]
    [InlineData("a !startswith_cs 'x'", "(!startswith_cs a \"x\")")]
    [InlineData("a hasprefix 'x' or a !hassuffix 'y'", "(or (hasprefix a \"x\") (!hassuffix a \"y\"))")]
    [InlineData("a matches regex 'x'", "(matches regex a \"x\")")]
    [InlineData("a matches  regex 'x'", "(matches regex a \"x\")")]
    [InlineData("a like 'x%'", "(like a \"x%\")")]
    [InlineData("a !~ 'x'", "(!~ a \"x\")")]
    [InlineData("a : 'x'", "(has a \"x\")")]
    [InlineData("* has 'x'", "(has * \"x\")")]
    public void String_operators_keep_their_form(string text, string tree) => Assert.Equal(tree, Reading.Scalar(text));

    [Theory]
    [InlineData("a in (1, 2)", "(in a 1 2)")]
    [InlineData("a !in~ ('x')", "(!in~ a \"x\")")]
    [InlineData("a in (T | project x)", "(in a (pipe T (project x)))")]
    [InlineData("a in ((T | project x))", "(in a (pipe T (project x)))")]
    [InlineData("a has_any (dynamic(['x']))", "(has_any a dynamic([\"x\"]))")]
    [InlineData("a has_all ('x', y) and b", "(and (has_all a \"x\" y) b)")]
    [InlineData("a + 1 in (b)", "(in (+ a 1) b)")]
    [InlineData("a between (1 .. 2)", "(between a 1 2)")]
    [InlineData("a between (1..2) and b", "(and (between a 1 2) b)")]
    [InlineData("a !between (ago(1d) .. now() - 1h)", "(!between a ago(timespan(1.00:00:00)) (- now() timespan(01:00:00)))")]
    public void Lists_and_ranges_stand_in_parentheses(string text, string tree) => Assert.Equal(tree, Reading.Scalar(text));

    [Theory]
    [InlineData("a.b.c", "a.b.c")]
    [InlineData("a.['b c']", "a.['b c']")]
    [InlineData("a['b'][0].c", "a[\"b\"][0].c")]
    [InlineData("a.[0].b", "a[0].b")]
    [InlineData("a[-1]", "a[(- 1)]")]
    [InlineData("a[strcat('x', b)]", "a[strcat(\"x\", b)]")]
    [InlineData("split(a, '.')[0]", "split(a, \".\")[0]")]
    [InlineData("dynamic({\"a\": 1}).a", "dynamic({\"a\":1}).a")]
    [InlineData("(a).b", "a.b")]
    [InlineData("$left.x == $right.['y']", "(== $left.x $right.y)")]
    [InlineData("['a b'] + [\"c\"]", "(+ ['a b'] c)")]
    [InlineData("cluster('c').database('d').T", "cluster(\"c\").database(\"d\").T")]
    public void Paths_follow_values(string text, string tree) => Assert.Equal(tree, Reading.Scalar(text));

    [Theory]
    [InlineData("f()", "f()")]
    [InlineData("f (a, b)", "f(a, b)")]
    [InlineData("f(a, b = 1)", "f(a, (= b 1))")]
    [InlineData("f(*)", "f(*)")]
    [InlineData("not(a)", "not(a)")]
    [InlineData("toscalar(T | count)", "toscalar((pipe T (count)))")]
    [InlineData("typeof(long)", "typeof(long)")]
    [InlineData("typeof(*, x:long)", "typeof(*, (= x long))")]
    public void Calls_take_expressions_pipelines_names_and_types(string text, string tree) => Assert.Equal(tree, Reading.Scalar(text));

    [Theory]
    [InlineData("Type")]
    [InlineData("end")]
    [InlineData("order")]
    [InlineData("timestamp")]
    [InlineData("kind")]
    [InlineData("pattern")]
    [InlineData("with")]
    [InlineData("count")]
    [InlineData("title")]
    [InlineData("type")]
    [InlineData("table")]
    [InlineData("range")]
    [InlineData("limit")]
    [InlineData("step")]
    [InlineData("from")]
    [InlineData("asc")]
    [InlineData("_x1")]
    [InlineData("1x")]
    [InlineData("Ünïcode")]
    public void Words_of_the_language_are_names_too(string word) =>
        Assert.Equal($"(where (and (== {Name(word)} 1) (== a.{Name(word)} 2))) (extend (= {Name(word)} 3))", Reading.Behind($"where {word} == 1 and a.{word} == 2 | extend {word} = 3"));

    [Fact]
    public void A_long_chain_of_or_becomes_a_balanced_tree()
    {
        var tree = Reading.Scalar(string.Join(" or ", Enumerable.Range(0, 5000).Select(i => $"x{i}")));
        var deepest = 0;
        var depth = 0;
        foreach (var c in tree)
        {
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            deepest = Math.Max(deepest, depth);
        }

        Assert.InRange(deepest, 1, 14);
        Assert.Equal(Enumerable.Range(0, 5000).Select(i => $"x{i}"), tree.Split(' ', '(', ')').Where(w => w.StartsWith('x')));
    }

    private static string Name(string word) => char.IsAsciiDigit(word[0]) ? $"['{word}']" : word;
}
