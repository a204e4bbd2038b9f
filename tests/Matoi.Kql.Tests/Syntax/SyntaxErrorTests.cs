using Matoi.Kql.Syntax;
using Xunit;

namespace Matoi.Kql.Tests.Syntax;

/// <summary>What is told about a text that is no query; the text in brackets is what the error points at.</summary>
public sealed class SyntaxErrorTests
{
    [Theory]
    [InlineData("T | wher a", "KQL109 [wher] 'wher' is no operator (where)")]
    [InlineData("T | summarise count()", "KQL109 [summarise] 'summarise' is no operator (summarize)")]
    [InlineData("T | project-awy a", "KQL109 [project-awy] 'project-awy' is no operator (project-away)")]
    [InlineData("T | mv_expand a", "KQL109 [mv_expand] 'mv_expand' is no operator (mv-expand)")]
    [InlineData("T | frobnicate a", "KQL109 [frobnicate] 'frobnicate' is no operator")]
    [InlineData("T | | take 1", "KQL109 [|] expected an operator behind '|', found '|'")]
    [InlineData("T |", "KQL109 [] expected an operator behind '|', found the end of the query")]
    [InlineData("T | join knd=inner U on a", "KQL111 [knd] 'knd' is no parameter of this operator; it takes kind, hint.* (kind)")]
    [InlineData("T | where a haz 'x'", "KQL112 [haz] expected an operator, '|' or ';', found 'haz' (has)")]
    [InlineData("T | where a = 1", "KQL112 [=] expected an operator, '|' or ';', found '=' (==)")]
    [InlineData("T | where (a = 1)", "KQL108 [=] expected ',' or ')', found '=' (==)")]
    [InlineData("T | where a not in (1)", "KQL112 [not] expected an operator, '|' or ';', found 'not' (!in)")]
    [InlineData("T | where a ! has 'x'", "KQL101 [!] '!' is no part of the language; put it in quotes if it is text")]
    [InlineData("T | where !a", "KQL106 [!a] expected an expression, found '!a'; to negate one write not(…)")]
    [InlineData("T | sort a", "KQL108 [a] expected 'by' behind 'sort', found 'a'")]
    [InlineData("datatable(a:lng)[]", "KQL110 [lng] 'lng' is no type; types are bool, int, long, real, decimal, datetime, timespan, guid, string, dynamic (long)")]
    [InlineData("print int(x)", "KQL104 [int(x)] 'x' is no int: int(…) takes a literal; to convert a value write toint(x)")]
    public void What_is_misspelt_is_told_with_what_was_meant(string text, string error) => Assert.Equal(error, Reading.Errors(text));

    [Theory]
    [InlineData("T | where", "KQL106 [] expected an expression, found the end of the query")]
    [InlineData("where a == 1 | take 1", "KQL106 [where] 'where' needs a table before it, as in T | where …")]
    [InlineData("T | where a and", "KQL106 [] expected an expression, found the end of the query")]
    [InlineData("T | where and == 1", "KQL106 [and] expected an expression, found 'and'")]
    [InlineData("T | join (U)", "KQL108 [] expected 'on' and the keys behind the table, found the end of the query")]
    [InlineData("T | where a between 1 and 2", "KQL108 [1] expected '(' behind 'between', as in between (1 .. 5), found a number")]
    [InlineData("T | where a in 'x'", "KQL108 ['x'] expected '(' behind 'in', as in in (\"a\", \"b\"), found a string")]
    [InlineData("T | where a == b == c", "KQL115 [==] '==' cannot follow '=='; put one of them in parentheses")]
    [InlineData("T | where a in (1) has 'x'", "KQL115 [has] 'has' cannot follow 'in'; put one of them in parentheses")]
    [InlineData("datatable(a:long)[now()]", "KQL106 [now()] a datatable holds literals only; compute values with extend")]
    [InlineData("print dynamic([a])", "KQL106 [a] expected a literal: dynamic(…) holds no names; build values from columns with pack_array or bag_pack, found 'a'")]
    [InlineData("union T, 5", "KQL106 [5] expected a table, found a number")]
    [InlineData(".show tables", "KQL116 [.] a management command is not part of a query; only queries are run")]
    [InlineData("", "KQL114 [] the query is empty; name a table to begin with")]
    [InlineData(" // nothing\n;", "KQL114 [] the query is empty; name a table to begin with")]
    public void What_is_missing_is_told(string text, string error) => Assert.Equal(error, Reading.Errors(text));

    [Theory]
    [InlineData("print 'abc", "KQL102 ['abc] the string is not closed: expected ' before the end of the line; a string over several lines stands between ```")]
    [InlineData("print ```abc", "KQL102 [```] the string is not closed: expected ```")]
    [InlineData("print 'c:\\windows'", "KQL103 [\\w] '\\w' is no escape; write '\\\\' for a backslash, or put @ before the string")]
    [InlineData("print 1 # 2", "KQL101 [#] '#' is no part of the language; put it in quotes if it is text\nKQL112 [2] expected an operator, '|' or ';', found a number")]
    [InlineData("print datetime(2020-01-01", "KQL105 [datetime(] 'datetime(' is not closed: expected ')'")]
    [InlineData("T | where (a | take 5", "KQL105 [(] '(' is not closed: expected ')', found the end of the query")]
    [InlineData("T | where a) | take 5", "KQL105 [)] ')' closes nothing that is open")]
    [InlineData("let a = (1; T", "KQL105 [(] '(' is not closed: expected ')', found ';'")]
    public void Characters_strings_and_brackets_are_checked(string text, string error) => Assert.Equal(error, Reading.Errors(text));

    [Fact]
    public void All_errors_are_told_at_once()
    {
        const string Query = """
            let a = ;
            T | wher x | where (a == ) and f(b c) | extend y = 1 + | take 5
            let z = 2
            U | summarize count( by x; V | top 5 x
            """;
        Assert.Equal(
            """
            KQL106 [;] expected an expression, found ';'
            KQL109 [wher] 'wher' is no operator (where)
            KQL106 [)] expected an expression, found ')'
            KQL108 [c] expected ',' or ')', found 'c'
            KQL106 [|] expected an expression, found '|'
            KQL112 [let] expected ';' before the next statement, or '|' before an operator, found 'let'
            KQL112 [U] expected ';' before the next statement, or '|' before an operator, found 'U'
            KQL105 [(] '(' is not closed: expected ')', found ';'
            KQL106 [by] expected an expression, found 'by'
            KQL108 [x] expected 'by' behind the number of rows, found 'x'
            """.ReplaceLineEndings("\n"),
            Reading.Errors(Query.ReplaceLineEndings("\n")));
    }

    [Fact]
    public void Behind_an_error_the_tree_holds_the_rest() =>
        Assert.Equal(
            "(let a 1)\n(pipe T (where (and (+ ['']) b)) (take 5))",
            SyntaxPrinter.Print(KqlParser.Parse("let a = 1; T | where (+) and b | wher x | take 5").Query));
}
