using Matoi.Kql.Syntax;
using Xunit;

namespace Matoi.Kql.Tests.Syntax;

/// <summary>Reads queries for the tests beside it.</summary>
internal static class Reading
{
    /// <summary>The tree of a query without errors.</summary>
    internal static string Tree(string query)
    {
        var (tree, errors) = KqlParser.Parse(query);
        Assert.True(errors.Count == 0, string.Join("\n", errors.Select(e => e.Describe(query))));
        return SyntaxPrinter.Print(tree);
    }

    /// <summary>The tree of a scalar expression.</summary>
    internal static string Scalar(string expression)
    {
        var tree = Tree($"print {expression}");
        return tree["(print ".Length..^1];
    }

    /// <summary>The tree of an operator behind a table.</summary>
    internal static string Behind(string operators)
    {
        var tree = Tree($"T | {operators}");
        return tree["(pipe T ".Length..^1];
    }

    /// <summary>Errors as <c>KQL109 wher: message (suggestion)</c>, one a line, with the text each points at.</summary>
    internal static string Errors(string query)
    {
        var (_, errors) = KqlParser.Parse(query);
        return string.Join("\n", errors.Select(e =>
            $"{e.Code} [{query.Substring(e.Span.Start, e.Span.Length)}] {e.Message}{(e.Suggestion is null ? "" : $" ({e.Suggestion})")}"));
    }

    /// <summary>A node with all below it.</summary>
    internal static IEnumerable<Node> All(Node node) => Children(node).SelectMany(All).Prepend(node);

    /// <summary>The nodes a node is made of.</summary>
    internal static IEnumerable<Node> Children(Node node) =>
        node.GetType().GetProperties().Where(p => p.Name != "EqualityContract").SelectMany(p => Nodes(p.GetValue(node)));

    private static IEnumerable<Node> Nodes(object? value) => value switch
    {
        Node node => [node],
        string => [],
        System.Collections.IEnumerable list => list.Cast<object?>().SelectMany(Nodes),
        System.Runtime.CompilerServices.ITuple tuple => Enumerable.Range(0, tuple.Length).SelectMany(i => Nodes(tuple[i])),
        _ => [],
    };
}
