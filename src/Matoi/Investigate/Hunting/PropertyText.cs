using Matoi.Kql.Syntax;

namespace Matoi.Investigate.Hunting;

/// <summary>The value of a property of <c>render</c> as text; columns of a list stand apart by commas.</summary>
internal static class PropertyText
{
    /// <summary>The text.</summary>
    public static string Of(Expr value) => value switch
    {
        LiteralExpr literal => ResultFormats.Text(literal.Value),
        NameExpr name => name.Name,
        DynamicArrayExpr list => string.Join(',', list.Items.Select(Of)),
        _ => SyntaxPrinter.Print(value),
    };
}
