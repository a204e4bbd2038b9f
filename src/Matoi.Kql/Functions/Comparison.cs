namespace Matoi.Kql.Functions;

/// <summary>The comparison operators.</summary>
internal static class Comparison
{
    /// <summary>Same number.</summary>
    [KqlFunction("_equal", DuckDb = "({0} = {1})")]
    public static bool Equal(long a, long b) => a == b;

    /// <summary>Greater number.</summary>
    [KqlFunction("_greater", DuckDb = "({0} > {1})")]
    public static bool Greater(long a, long b) => a > b;

    /// <summary>Later time.</summary>
    [KqlFunction("_greater", DuckDb = "({0} > {1})")]
    public static bool Greater(DateTime a, DateTime b) => a > b;
}
