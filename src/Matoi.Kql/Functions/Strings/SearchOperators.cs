namespace Matoi.Kql.Functions.Strings;

/// <summary>Operators that search one text in another. They are never null: a null text is empty, and the empty pattern is in every text.</summary>
internal static class SearchOperators
{
    /// <summary>The same text but for case.</summary>
    [KqlFunction("_equal_ci")]
    public static bool EqualWithoutCase(Utf8Text a, TextPattern b) => b.Equals(a.Bytes);

    /// <summary>A whole term.</summary>
    [KqlFunction("_has")]
    public static bool Has(Utf8Text text, TextPattern term) => term.IsTermIn(text.Bytes, atStart: true, atEnd: true);

    /// <summary>A whole term with its case.</summary>
    [KqlFunction("_has_cs")]
    public static bool HasExactly(Utf8Text text, TextPattern term) => term.IsExactTermIn(text.Bytes, atStart: true, atEnd: true);

    /// <summary>The beginning of a term.</summary>
    [KqlFunction("_hasprefix")]
    public static bool HasPrefix(Utf8Text text, TextPattern prefix) => prefix.IsTermIn(text.Bytes, atStart: true, atEnd: false);

    /// <summary>The beginning of a term with its case.</summary>
    [KqlFunction("_hasprefix_cs")]
    public static bool HasExactPrefix(Utf8Text text, TextPattern prefix) => prefix.IsExactTermIn(text.Bytes, atStart: true, atEnd: false);

    /// <summary>The end of a term.</summary>
    [KqlFunction("_hassuffix")]
    public static bool HasSuffix(Utf8Text text, TextPattern suffix) => suffix.IsTermIn(text.Bytes, atStart: false, atEnd: true);

    /// <summary>The end of a term with its case.</summary>
    [KqlFunction("_hassuffix_cs")]
    public static bool HasExactSuffix(Utf8Text text, TextPattern suffix) => suffix.IsExactTermIn(text.Bytes, atStart: false, atEnd: true);

    /// <summary>A part of the text.</summary>
    [KqlFunction("_contains")]
    public static bool Contains(Utf8Text text, TextPattern part) => part.IsIn(text.Bytes);

    /// <summary>A part of the text with its case.</summary>
    [KqlFunction("_contains_cs")]
    public static bool ContainsExactly(Utf8Text text, TextPattern part) => part.IsExactlyIn(text.Bytes);

    /// <summary>The beginning of the text.</summary>
    [KqlFunction("_startswith")]
    public static bool StartsWith(Utf8Text text, TextPattern start) => start.Starts(text.Bytes);

    /// <summary>The beginning of the text with its case.</summary>
    [KqlFunction("_startswith_cs")]
    public static bool StartsExactlyWith(Utf8Text text, TextPattern start) => start.ExactlyStarts(text.Bytes);

    /// <summary>The end of the text.</summary>
    [KqlFunction("_endswith")]
    public static bool EndsWith(Utf8Text text, TextPattern end) => end.Ends(text.Bytes);

    /// <summary>The end of the text with its case.</summary>
    [KqlFunction("_endswith_cs")]
    public static bool EndsExactlyWith(Utf8Text text, TextPattern end) => end.ExactlyEnds(text.Bytes);
}
