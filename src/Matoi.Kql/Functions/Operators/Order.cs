namespace Matoi.Kql.Functions.Operators;

/// <summary>Which of two values is less: null when one is null. What is not a number is neither less nor greater than anything.</summary>
internal static class Order
{
    // The engine has NaN above all numbers.
    private const string RealLess = "({0} < {1} AND {1} <= 'infinity'::DOUBLE)";
    private const string RealLessOrEqual = "({1} BETWEEN {0} AND 'infinity'::DOUBLE)";
    private const string RealGreater = "({0} > {1} AND {0} <= 'infinity'::DOUBLE)";
    private const string RealGreaterOrEqual = "({0} BETWEEN {1} AND 'infinity'::DOUBLE)";

    /// <summary>Less.</summary>
    [KqlFunction("_less", DuckDb = "({0} < {1})")]
    public static bool Less(long a, long b) => a < b;

    /// <summary>Less or the same.</summary>
    [KqlFunction("_lessequal", DuckDb = "({0} <= {1})")]
    public static bool LessOrEqual(long a, long b) => a <= b;

    /// <summary>Greater.</summary>
    [KqlFunction("_greater", DuckDb = "({0} > {1})")]
    public static bool Greater(long a, long b) => a > b;

    /// <summary>Greater or the same.</summary>
    [KqlFunction("_greaterequal", DuckDb = "({0} >= {1})")]
    public static bool GreaterOrEqual(long a, long b) => a >= b;

    /// <summary>Less.</summary>
    [KqlFunction("_less", DuckDb = RealLess)]
    public static bool? Less(double? a, double? b) => b is double.NaN ? false : Known(a, b, a < b);

    /// <summary>Less or the same.</summary>
    [KqlFunction("_lessequal", DuckDb = RealLessOrEqual)]
    public static bool? LessOrEqual(double? a, double? b) => b is double.NaN ? false : Known(a, b, a <= b);

    /// <summary>Greater.</summary>
    [KqlFunction("_greater", DuckDb = RealGreater)]
    public static bool? Greater(double? a, double? b) => Less(b, a);

    /// <summary>Greater or the same.</summary>
    [KqlFunction("_greaterequal", DuckDb = RealGreaterOrEqual)]
    public static bool? GreaterOrEqual(double? a, double? b) => LessOrEqual(b, a);

    /// <summary>Less.</summary>
    [KqlFunction("_less")]
    public static bool Less(decimal a, decimal b) => a < b;

    /// <summary>Less or the same.</summary>
    [KqlFunction("_lessequal")]
    public static bool LessOrEqual(decimal a, decimal b) => a <= b;

    /// <summary>Greater.</summary>
    [KqlFunction("_greater")]
    public static bool Greater(decimal a, decimal b) => a > b;

    /// <summary>Greater or the same.</summary>
    [KqlFunction("_greaterequal")]
    public static bool GreaterOrEqual(decimal a, decimal b) => a >= b;

    /// <summary>Earlier.</summary>
    [KqlFunction("_less", DuckDb = "({0} < {1})")]
    public static bool Less(DateTime a, DateTime b) => a < b;

    /// <summary>Earlier or the same.</summary>
    [KqlFunction("_lessequal", DuckDb = "({0} <= {1})")]
    public static bool LessOrEqual(DateTime a, DateTime b) => a <= b;

    /// <summary>Later.</summary>
    [KqlFunction("_greater", DuckDb = "({0} > {1})")]
    public static bool Greater(DateTime a, DateTime b) => a > b;

    /// <summary>Later or the same.</summary>
    [KqlFunction("_greaterequal", DuckDb = "({0} >= {1})")]
    public static bool GreaterOrEqual(DateTime a, DateTime b) => a >= b;

    /// <summary>Shorter.</summary>
    [KqlFunction("_less", DuckDb = "({0} < {1})")]
    public static bool Less(TimeSpan a, TimeSpan b) => a < b;

    /// <summary>Shorter or the same.</summary>
    [KqlFunction("_lessequal", DuckDb = "({0} <= {1})")]
    public static bool LessOrEqual(TimeSpan a, TimeSpan b) => a <= b;

    /// <summary>Longer.</summary>
    [KqlFunction("_greater", DuckDb = "({0} > {1})")]
    public static bool Greater(TimeSpan a, TimeSpan b) => a > b;

    /// <summary>Longer or the same.</summary>
    [KqlFunction("_greaterequal", DuckDb = "({0} >= {1})")]
    public static bool GreaterOrEqual(TimeSpan a, TimeSpan b) => a >= b;

    private static bool? Known(double? a, double? b, bool result) => a is null || b is null ? null : result;
}
