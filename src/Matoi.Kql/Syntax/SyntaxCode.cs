namespace Matoi.Kql.Syntax;

/// <summary>Codes of what can be wrong with the text of a query.</summary>
public static class SyntaxCode
{
    /// <summary>A character that is no part of the language.</summary>
    public const string UnexpectedCharacter = "KQL101";

    /// <summary>A string without its closing quote.</summary>
    public const string UnclosedString = "KQL102";

    /// <summary>A backslash in a string that is followed by nothing known.</summary>
    public const string UnknownEscape = "KQL103";

    /// <summary>A literal whose value cannot be read or does not fit its type.</summary>
    public const string BadLiteral = "KQL104";

    /// <summary>An opening bracket without its closing one, or the other way round.</summary>
    public const string Unbalanced = "KQL105";

    /// <summary>An expression is missing.</summary>
    public const string ExpressionExpected = "KQL106";

    /// <summary>A name is missing.</summary>
    public const string NameExpected = "KQL107";

    /// <summary>A certain word or sign is missing.</summary>
    public const string SignExpected = "KQL108";

    /// <summary>No operator of that name stands behind a pipe.</summary>
    public const string UnknownOperator = "KQL109";

    /// <summary>No type of that name exists.</summary>
    public const string UnknownType = "KQL110";

    /// <summary>The operator has no such parameter, or the parameter no such value.</summary>
    public const string UnknownParameter = "KQL111";

    /// <summary>Text that belongs to nothing before it, often for want of a semicolon.</summary>
    public const string UnexpectedText = "KQL112";

    /// <summary>The query is nested deeper than can be read.</summary>
    public const string TooDeep = "KQL113";

    /// <summary>The text holds no statement.</summary>
    public const string Empty = "KQL114";

    /// <summary>Comparisons in a row without parentheses.</summary>
    public const string ChainedComparison = "KQL115";

    /// <summary>A management command, which is not part of a query.</summary>
    public const string ManagementCommand = "KQL116";
}
