using Matoi.Kql.Syntax.Printing;

namespace Matoi.Kql.Syntax;

/// <summary>
/// Writes a tree as text: one line for each statement, operators of expressions first, <c>(where (== a 1))</c>. Two trees of the same meaning have the same text.
/// </summary>
public static class SyntaxPrinter
{
    /// <summary>The text of a node and all below it.</summary>
    public static string Print(Node node)
    {
        var writer = new TreeWriter();
        writer.Write(node);
        return writer.ToString();
    }
}
