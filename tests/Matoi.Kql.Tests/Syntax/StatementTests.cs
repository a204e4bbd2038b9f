using Xunit;

namespace Matoi.Kql.Tests.Syntax;

/// <summary>Statements and functions.</summary>
public sealed class StatementTests
{
    [Theory]
    [InlineData("let a = 1; T | take a", "(let a 1)\n(pipe T (take a))")]
    [InlineData(";let a = 1;;\n;a;", "(let a 1)\na")]
    [InlineData("let ['a b'] = T | count; ['a b']", "(let ['a b'] (pipe T (count)))\n['a b']")]
    [InlineData("set notruncation; set maxmemory = 5; T", "(set notruncation)\n(set maxmemory 5)\nT")]
    [InlineData("declare query_parameters (a:long = 5, b:string); T", "(declare a:long=5 b:string)\nT")]
    [InlineData("alias database d = cluster('c').database('d'); T", "(alias d cluster(\"c\").database(\"d\"))\nT")]
    [InlineData("restrict access to (A, database('d').*); A", "(restrict A database(\"d\").*)\nA")]
    [InlineData("declare pattern p; T", "(pattern p)\nT")]
    [InlineData("declare pattern p = (a:string)[s:string] { ('x').['y'] = { T }; ('z').['q'] = { U } }; p('x').y", "(pattern p (parameters a:string) (path s:string) (case (values \"x\") (path \"y\") T) (case (values \"z\") (path \"q\") U))\np(\"x\").y")]
    public void Statements_are_separated_by_semicolons(string text, string tree) => Assert.Equal(tree, Reading.Tree(text));

    [Theory]
    [InlineData("let f = () { 1 }; f()", "(let f (function 1))\nf()")]
    [InlineData("let f = (a:long, b:string = 'x') { a + 1 }; f(1)", "(let f (function (parameters a:long b:string=\"x\") (+ a 1)))\nf(1)")]
    [InlineData("let f = (T:(*), U:(a:long, b:string)) { T | join U on a; }; f(A, B)", "(let f (function (parameters T:(*) U:(a:long b:string)) (pipe T (join U (on a)))))\nf(A, B)")]
    [InlineData("let f = view () { T }; f", "(let f (view T))\nf")]
    [InlineData("let f = (a:int) { let b = a; let g = () { b }; T | where x == g() }; f(1)", "(let f (function (parameters a:int) (let b a)\n(let g (function b))\n(pipe T (where (== x g())))))\nf(1)")]
    [InlineData("let x = materialize(T | count); x", "(let x materialize((pipe T (count))))\nx")]
    public void Functions_have_parameters_and_a_body_of_statements(string text, string tree) => Assert.Equal(tree, Reading.Tree(text));

    [Theory]
    [InlineData("datatable(a:long, b:dynamic)[1, dynamic({}), -2, dynamic(null),]", "(datatable (columns a:long b:dynamic) 1 dynamic({}) (- 2) dynamic(null))")]
    [InlineData("datatable (a:date) []", "(datatable (columns a:datetime))")]
    [InlineData("externaldata(a:string)[h@'http://x/y', 'z'] with (format='csv', ignoreFirstRecord=true) | take 1", "(pipe (externaldata (columns a:string) \"http://x/y\" \"z\" (with format=\"csv\" ignoreFirstRecord=true)) (take 1))")]
    public void Tables_are_written_out(string text, string tree) => Assert.Equal(tree, Reading.Tree(text));
}
