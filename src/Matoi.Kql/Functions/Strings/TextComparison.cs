namespace Matoi.Kql.Functions.Strings;

/// <summary>Comparisons of texts by their bytes, which is the order of their characters' codes.</summary>
internal static class TextComparison
{
    /// <summary>Same text.</summary>
    [KqlFunction("_equal", DuckDb = "({0} = {1})")]
    public static bool Equal(string a, string b) => string.Equals(a, b, StringComparison.Ordinal);

    /// <summary>Another text.</summary>
    [KqlFunction("_unequal", DuckDb = "({0} <> {1})")]
    public static bool Unequal(string a, string b) => !string.Equals(a, b, StringComparison.Ordinal);

    /// <summary>Before.</summary>
    [KqlFunction("_less", DuckDb = "({0} < {1})")]
    public static bool Less(string a, string b) => Order(a, b) < 0;

    /// <summary>Before or the same.</summary>
    [KqlFunction("_lessequal", DuckDb = "({0} <= {1})")]
    public static bool LessOrEqual(string a, string b) => Order(a, b) <= 0;

    /// <summary>Behind.</summary>
    [KqlFunction("_greater", DuckDb = "({0} > {1})")]
    public static bool Greater(string a, string b) => Order(a, b) > 0;

    /// <summary>Behind or the same.</summary>
    [KqlFunction("_greaterequal", DuckDb = "({0} >= {1})")]
    public static bool GreaterOrEqual(string a, string b) => Order(a, b) >= 0;

    /// <summary>-1, 0 or 1.</summary>
    [KqlFunction("strcmp", DuckDb = "CAST((CASE WHEN {0} < {1} THEN -1 WHEN {0} = {1} THEN 0 ELSE 1 END) AS BIGINT)")]
    public static long Compare([AnyText] string a, [AnyText] string b) => Math.Sign(Order(a, b));

    /// <summary>The order of two texts by their characters' codes, also above the basic plane, where UTF-16 has another one.</summary>
    public static int Order(string a, string b)
    {
        var same = a.AsSpan().CommonPrefixLength(b);
        if (same == a.Length || same == b.Length)
        {
            return a.Length - b.Length;
        }

        var (x, y) = (a[same], b[same]);
        return char.IsSurrogate(x) == char.IsSurrogate(y) ? x - y : char.IsSurrogate(x) ? 1 : -1;
    }
}
