using Xunit;

namespace Matoi.Kql.Tests.Syntax;

/// <summary>Operators behind a pipe, each with its forms.</summary>
public sealed class OperatorTests
{
    [Theory]
    [InlineData("where a | filter b", "(where a) (where b)")]
    [InlineData("extend a = 1, b, (c, d) = f(), ['e f'] = 2", "(extend (= a 1) b (= (c d) f()) (= ['e f'] 2))")]
    [InlineData("take 5 | limit n", "(take 5) (take n)")]
    [InlineData("sample 3 | sample-distinct 3 of a", "(sample 3) (sample-distinct 3 a)")]
    [InlineData("distinct * | distinct a, b", "(distinct *) (distinct a b)")]
    [InlineData("serialize | serialize n = row_number()", "(serialize) (serialize (= n row_number()))")]
    [InlineData("count | count as n", "(count) (count n)")]
    public void Rows(string text, string tree) => Assert.Equal(tree, Reading.Behind(text));

    [Theory]
    [InlineData("project a, b = c + 1", "(project a (= b (+ c 1)))")]
    [InlineData("project-away a*, *b, c*d, *, ['x y']", "(project-away a* *b c*d * ['x y'])")]
    [InlineData("project-keep a, b_1*", "(project-keep a b_1*)")]
    [InlineData("project-rename a = b", "(project-rename (= a b))")]
    [InlineData("project-reorder a asc, b* granny-desc, *", "(project-reorder (asc a) (granny-desc b*) *)")]
    [InlineData("project-by-names 'a', b", "(project-by-names \"a\" b)")]
    public void Project_and_its_family(string text, string tree) => Assert.Equal(tree, Reading.Behind(text));

    [Theory]
    [InlineData("sort by a", "(sort (desc a))")]
    [InlineData("order by a asc, b desc nulls first, c nulls last", "(sort (asc a) (desc b nulls-first) (desc c nulls-last))")]
    [InlineData("top 5 by a asc, f(b)", "(top 5 (asc a) (desc f(b)))")]
    [InlineData("top-hitters 5 of a by b", "(top-hitters 5 a (by b))")]
    [InlineData("top-nested 3 of a with others = 'o' by count() asc, top-nested of b by c = sum(x)", "(top-nested (level 3 (of a) (others \"o\") (by-asc count())) (level (of b) (by (= c sum(x)))))")]
    public void Sorted(string text, string tree) => Assert.Equal(tree, Reading.Behind(text));

    [Theory]
    [InlineData("summarize count(), x = sum(y) by a, t = bin(b, 1h)", "(summarize count() (= x sum(y)) (by a (= t bin(b, timespan(01:00:00)))))")]
    [InlineData("summarize by a", "(summarize (by a))")]
    [InlineData("summarize hint.shufflekey = a hint.num_partitions = 5 count() by a", "(summarize hint.shufflekey=a hint.num_partitions=5 count() (by a))")]
    [InlineData("summarize (a, b) = arg_max(c, *) by d", "(summarize (= (a b) arg_max(c, *)) (by d))")]
    [InlineData("make-series kind=nonempty n = count() default = 0, avg(x) on t from a to b step 1h by k", "(make-series kind=nonempty (series (= n count()) (default 0)) (series avg(x)) (on t) (from a) (to b) (step timespan(01:00:00)) (by k))")]
    [InlineData("make-series count() on t in range(a, b, c)", "(make-series (series count()) (on t) (in-from a) (to b) (step c))")]
    [InlineData("make-series count() on t step c", "(make-series (series count()) (on t) (step c))")]
    [InlineData("reduce by a with threshold = 0.1, characters = 'x'", "(reduce (by a) (with threshold=0.1 characters=\"x\"))")]
    public void Summaries(string text, string tree) => Assert.Equal(tree, Reading.Behind(text));

    [Theory]
    [InlineData("join (U | where x) on a", "(join (pipe U (where x)) (on a))")]
    [InlineData("join kind = leftouter U on a, b", "(join kind=leftouter U (on a b))")]
    [InlineData("join hint.strategy=broadcast kind=inner (U) on $left.a == $right.b and $left.c == $right.d", "(join hint.strategy=broadcast kind=inner U (on (and (== $left.a $right.b) (== $left.c $right.d))))")]
    [InlineData("lookup kind=inner (U) on a", "(lookup kind=inner U (on a))")]
    [InlineData("union U, (V | take 1), W*", "(union U (pipe V (take 1)) W*)")]
    [InlineData("union withsource = S kind=outer isfuzzy=true database('d').T*, cluster('c').database('*').V", "(union withsource=S kind=outer isfuzzy=true database(\"d\").T* cluster(\"c\").database(\"*\").V)")]
    public void Several_tables(string text, string tree) => Assert.Equal(tree, Reading.Behind(text));

    [Theory]
    [InlineData("mv-expand a", "(mv-expand (item a))")]
    [InlineData("mvexpand a limit 5", "(mv-expand (item a) (limit 5))")]
    [InlineData("mv-expand bagexpansion=array with_itemindex=i x = d.e to typeof(long), y limit 5", "(mv-expand bagexpansion=array with_itemindex=i (item (= x d.e) long) (item y) (limit 5))")]
    [InlineData("mv-apply x = d to typeof(string) limit 9 on (where x > 1 | take 1)", "(mv-apply (item (= x d) string) (limit 9) (pipe input (where (> x 1)) (take 1)))")]
    public void Multi_values(string text, string tree) => Assert.Equal(tree, Reading.Behind(text));

    [Theory]
    [InlineData("parse a with * 'x' b:long 'y' c *", "(parse a (with * \"x\" b:long \"y\" c *))")]
    [InlineData("parse-where kind=regex flags=Ui f(a) with b", "(parse-where kind=regex flags=Ui f(a) (with b))")]
    [InlineData("parse-kv a as (b:long, ['c d']:string) with (pair_delimiter=',', greedy=true)", "(parse-kv a (columns b:long ['c d']:string) (with pair_delimiter=\",\" greedy=true))")]
    public void Parsing(string text, string tree) => Assert.Equal(tree, Reading.Behind(text));

    [Theory]
    [InlineData("evaluate pivot(a, sum(b))", "(evaluate pivot(a, sum(b)))")]
    [InlineData("evaluate hint.distribution=single bag_unpack(a) : (*, b:long)", "(evaluate hint.distribution=single bag_unpack(a) * (columns b:long))")]
    [InlineData("invoke f(1)", "(invoke f(1))")]
    [InlineData("render timechart", "(render timechart)")]
    [InlineData("render barchart with (title = 'x', series = a, b, xcolumn = c)", "(render barchart title=\"x\" series=[a, b] xcolumn=c)")]
    [InlineData("render timechart kind = stacked", "(render timechart kind=stacked)")]
    [InlineData("as hint.materialized = true N", "(as hint.materialized=true N)")]
    [InlineData("getschema | consume", "(getschema) (consume)")]
    [InlineData("assert-schema (*, a:long)", "(assert-schema * a:long)")]
    public void Calls_and_output(string text, string tree) => Assert.Equal(tree, Reading.Behind(text));

    [Theory]
    [InlineData("partition hint.strategy=native by a.b (top 1 by c)", "(partition hint.strategy=native (by a.b) (pipe input (top 1 (desc c))))")]
    [InlineData("partition by a { T | where b }", "(partition (by a) braces (pipe T (where b)))")]
    [InlineData("fork x = (take 1) (count | extend a = 1)", "(fork (= x (pipe input (take 1))) (pipe input (count) (extend (= a 1))))")]
    [InlineData("facet by a, b with (take 1)", "(facet (by a b) (pipe input (take 1)))")]
    public void Branches(string text, string tree) => Assert.Equal(tree, Reading.Behind(text));

    [Theory]
    [InlineData(
        "scan with_match_id = m order by t asc partition by u declare (x:long = 0, y:string) with (step s1 output=all: a => x = s1.x + 1, y = 'b'; step s2 optional: true;)",
        "(scan with_match_id=m (order (asc t)) (partition u) (declare (column x:long 0) (column y:string)) (step s1 output=all a (= x (+ s1.x 1)) (= y \"b\")) (step s2 optional true))")]
    [InlineData("scan with (step s: true) | take 1", "(scan (step s true)) (take 1)")]
    public void Scan(string text, string tree) => Assert.Equal(tree, Reading.Behind(text));

    [Theory]
    [InlineData("search kind=case_sensitive in (A, B*) 'x' and Col:'y'", "(search kind=case_sensitive (in A B*) (and \"x\" (has Col \"y\")))")]
    [InlineData("find withsource=S in (A, database('d').B) where a == 1 project b, c:string, pack(*)", "(find withsource=S (in A database(\"d\").B) (== a 1) (project b c:string) pack)")]
    [InlineData("find 'x' project-smart", "(find \"x\")")]
    [InlineData("find where a project-away b", "(find a (project-away b))")]
    [InlineData("print 1, x = 'y'", "(print 1 (= x \"y\"))")]
    [InlineData("range x from 1 to 10 step 2", "(range x 1 10 2)")]
    [InlineData("union A, B", "(union A B)")]
    [InlineData("print(1)", "(print 1)")]
    [InlineData("range(1, 2, 1)", "range(1, 2, 1)")]
    [InlineData("macro-expand g as X (X.T | take 1) | count", "(pipe (refused macro-expand) (count))")]
    public void Sources(string text, string tree) => Assert.Equal(tree, Reading.Tree(text));

    [Fact]
    public void Refused_operators_are_passed_over_so_that_the_rest_is_read() =>
        Assert.Equal(
            "(refused macro-expand) (where (== a 1))",
            Reading.Behind("macro-expand g as X (X.T | take 1) | where a == 1"));

    [Theory]
    [InlineData("make-graph a --> b with U on id, V on ['the key']", "(make-graph a b (with U id V ['the key']))")]
    [InlineData("make-graph a --> b with_node_id=n", "(make-graph with_node_id=n a b)")]
    [InlineData("make-graph a --> b partitioned-by p (graph-to-table nodes)", "(make-graph a b (partitioned-by p) (pipe input (graph-to-table nodes)))")]
    [InlineData("graph-match cycles=all (x)-[e]->(y)<-[f*1..5]-()--(z), (x) where x.a == 1 project x.a, b = y.b", "(graph-match cycles=all (x)-[e]->(y)<-[f*1..5]-()-[]-(z) (x) (where (== x.a 1)) (project x.a (= b y.b)))")]
    [InlineData("graph-match (x)-->(y)<--(z) project x.a", "(graph-match (x)-[]->(y)<-[]-(z) (project x.a))")]
    [InlineData("graph-to-table nodes as N with_node_id=i, edges", "(graph-to-table nodes N with_node_id=i edges)")]
    [InlineData("graph-mark-components kind=strong", "(graph-mark-components kind=strong)")]
    [InlineData("graph-where-edges a > 1", "(graph-where-edges (> a 1))")]
    public void Graphs(string text, string tree) => Assert.Equal(tree, Reading.Behind(text));

    [Fact]
    public void Words_of_operators_may_be_followed_by_a_line_and_a_comment() =>
        Assert.Equal("(where a) (summarize count() (by b))", Reading.Behind("where // a comment | with 'signs'\n a\n| summarize\ncount()\nby\nb // end"));
}
