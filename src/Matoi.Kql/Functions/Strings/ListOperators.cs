namespace Matoi.Kql.Functions.Strings;

/// <summary>Operators between a text and a list. They are never null: a null list is empty.</summary>
internal static class ListOperators
{
    /// <summary>One of the list.</summary>
    [KqlFunction("_in")]
    public static bool In(Utf8Text text, TextSet list) => list.Contains(text.Bytes);

    /// <summary>A whole number among the numbers of a list; its text among the texts.</summary>
    [KqlFunction("_in_numbers")]
    public static bool In(long? number, string text, NumberSet list) => number is { } given && list.Contains(given, text);

    /// <summary>A number among the numbers of a list; its text among the texts.</summary>
    [KqlFunction("_in_numbers")]
    public static bool In(double? number, string text, NumberSet list) => number is { } given && list.Contains(given, text);

    /// <summary>One of the list but for case.</summary>
    [KqlFunction("_in_ci")]
    public static bool InWithoutCase(Utf8Text text, FoldedTextSet list) => list.Contains(text.Bytes);

    /// <summary>At least one of the list is a term of the text.</summary>
    [KqlFunction("_has_any")]
    public static bool HasAny(Utf8Text text, TermList list) => list.AnyIn(text.Bytes);

    /// <summary>All of the list are terms of the text.</summary>
    [KqlFunction("_has_all")]
    public static bool HasAll(Utf8Text text, TermList list) => list.AllIn(text.Bytes);

    /// <summary>The position in the list of the first that is a term of the text; -1 when there is none.</summary>
    [KqlFunction("has_any_index")]
    public static long HasAnyIndex(Utf8Text text, OrderedTermList list) => list.FirstIn(text.Bytes);
}
