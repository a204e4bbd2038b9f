using Xunit;

namespace Matoi.Kql.Tests.Tables;

/// <summary><c>let</c>, functions, and what stands beside them.</summary>
public sealed class LetTests
{
    [Theory]
    [InlineData("let x = 1; let x = x + 1; print x", "2")]
    [InlineData("let x = 1; let f = () { x }; let x = 5; print f()", "1")]
    [InlineData("let f = (a:long, b:long = 10) { a + b }; print f(1), f(1, 2), f(b = 3, 1), f(b = 3, a = 4)", "11 | 3 | 4 | 7")]
    [InlineData("let f = (a:string) { let up = toupper(a); strcat(up, '!') }; datatable(s:string)['x'] | extend y = f(s)", "x | X!")]
    [InlineData("let f = (T:(n:long)) { T | summarize s = sum(n) }; f(datatable(n:long)[1, 2])", "3")]
    [InlineData("let f = (T:(*), m:long) { T | where n > m }; range n from 1 to 3 step 1 | invoke f(2)", "3")]
    [InlineData("let f = (T:(n:long), m:long = 1) { T | where n > m | count }; range n from 1 to 3 step 1 | invoke f()", "2")]
    [InlineData("let g = (n:long) { n * 2 }; let f = (n:long) { g(n) + 1 }; print f(3)", "7")]
    [InlineData("let v = view () { print x = 1 }; v", "1")]
    [InlineData("let v = view () { print x = 1 }; v()", "1")]
    [InlineData("let t = (name:string) { union (print x = 'a' | where name == 'A'), (print x = 'b' | where name == 'B') }; t('B')", "b")]
    [InlineData("let n = toscalar(range x from 1 to 4 step 1 | summarize sum(x)); print n", "10")]
    [InlineData("let L = dynamic(['a', 'b']); print 'b' in (L)", "true")]
    [InlineData("let m = materialize(range x from 1 to 2 step 1); m | join kind=inner m on x | count", "2")]
    [InlineData("print x = toscalar(datatable(a:string)[] | take 1), y = toscalar(datatable(a:long)[] | take 1)", " | null")]
    [InlineData("set querytrace; print 1", "1")]
    [InlineData("declare query_parameters(n:long = 3); print n", "3")]
    [InlineData("print 1; print 2", "2")]
    [InlineData("alias database d = cluster('c').database('d'); print 1", "1")]
    [InlineData("range x from 1 to 3 step 1 | as T | join kind=inner (T | where x > 2) on x | project x1", "3")]
    public void Gives_names_their_meaning(string query, string expected) => Assert.Equal([expected], Kql.Rows(query));

    [Theory]
    [InlineData("declare pattern p = (a:string)[b:string] { ('x').['y'] = { print 1 }; ('x').['z'] = { print 2 }; }; p('x').z", "2")]
    [InlineData("declare pattern p = (a:string) { ('x') = { print a }; }; p('x')", "x")]
    public void Takes_the_case_of_a_pattern(string query, string expected) => Assert.Equal([expected], Kql.Rows(query));

    [Theory]
    [InlineData("declare pattern p = (a:string) { ('x') = { print 1 }; }; p('y')", "KQL209")]
    [InlineData("let f = (a:long) { a }; print f()", "KQL309")]
    [InlineData("let f = (a:long) { a }; print f(1, 2)", "KQL309")]
    [InlineData("let f = (a:long) { a }; print f(b = 1)", "KQL309")]
    [InlineData("let f = (T:(n:long)) { T | count }; f(print m = 1)", "KQL201")]
    [InlineData("let f = (T:(n:long)) { T | count }; print m = 1 | invoke f()", "KQL201")]
    [InlineData("print m = 1 | invoke g()", "KQL207")]
    [InlineData("let f = (n:long) { n }; print m = 1 | invoke f()", "KQL309")]
    [InlineData("let f = () { 1 }; f", "KQL311")]
    [InlineData("let x = 1; x | count", "KQL311")]
    [InlineData("let x = NoTable; x | count", "KQL206")]
    [InlineData("let x = NoTable | where a == 1; x | count", "KQL206")]
    [InlineData("declare query_parameters(n:long); print n", "KQL306")]
    [InlineData("let x = 1;", "KQL208")]
    [InlineData("restrict access to (database().T); print 1", "KQL401")]
    [InlineData("datatable(a:long)[1] | where toscalar(print a + 1) == 2", "KQL201")]
    public void Tells_what_does_not_fit(string query, string code) => Assert.Contains(Kql.Errors(query), e => e.Contains(code, StringComparison.Ordinal));

    [Fact]
    public void Refuses_a_query_inside_a_function_that_depends_on_the_row_it_is_called_for()
        => Assert.Contains("its row is not at hand", Assert.Single(Kql.Errors("let f = (n:long) { toscalar(range x from 1 to 3 step 1 | where x == n) }; datatable(a:long)[1] | extend b = f(a)")));

    [Fact]
    public void Refuses_functions_that_multiply_without_end()
    {
        var functions = string.Concat(Enumerable.Range(1, 30).Select(i => $"let f{i} = (x:long) {{ f{i - 1}(x) + f{i - 1}(x) }}; "));
        Assert.Contains(Kql.Errors($"let f0 = (x:long) {{ x + x }}; {functions} print f30(1)"), e => e.Contains("KQL402", StringComparison.Ordinal));
    }

    [Fact]
    public void Passes_over_a_missing_table_that_is_never_used()
        => Assert.Equal(["1"], Kql.Rows("let x = NoTable | where a == 1; print 1"));
}
