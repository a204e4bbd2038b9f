namespace Matoi.Kql.Functions;

/// <summary>The arithmetic operators on numbers.</summary>
internal static class Arithmetic
{
    /// <summary>Sum.</summary>
    [KqlFunction("_add", DuckDb = "({0} + {1})")]
    public static long Add(long a, long b) => unchecked(a + b);

    /// <summary>Sum.</summary>
    [KqlFunction("_add", DuckDb = "({0} + {1})")]
    public static double Add(double a, double b) => a + b;

    /// <summary>A time later by a length of time.</summary>
    [KqlFunction("_add", DuckDb = "({0} + {1})")]
    public static DateTime Add(DateTime a, TimeSpan b) => a + b;
}
