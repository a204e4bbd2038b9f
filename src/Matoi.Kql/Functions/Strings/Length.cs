namespace Matoi.Kql.Functions.Strings;

/// <summary>Functions that measure text.</summary>
internal static class Length
{
    /// <summary>Number of characters.</summary>
    [KqlFunction("strlen", DuckDb = "length({0})")]
    public static long Strlen(string s) => s.EnumerateRunes().Count();
}
