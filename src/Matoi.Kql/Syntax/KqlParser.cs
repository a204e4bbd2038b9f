namespace Matoi.Kql.Syntax;

/// <summary>Reads the text of a query into its tree.</summary>
public static class KqlParser
{
    /// <summary>Reads the whole text; what could not be read is told in the errors, all of them at once, and the tree holds the rest.</summary>
    public static (Query Query, IReadOnlyList<KqlError> Errors) Parse(string text)
        => throw new NotSupportedException(text);
}
