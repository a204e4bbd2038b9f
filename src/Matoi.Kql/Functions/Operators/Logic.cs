namespace Matoi.Kql.Functions.Operators;

/// <summary>Three-valued logic.</summary>
internal static class Logic
{
    /// <summary>True when one is true.</summary>
    [KqlFunction("_or", DuckDb = "({0} OR {1})")]
    public static bool? Or(bool? a, bool? b) => a | b;

    /// <summary>True when both are true.</summary>
    [KqlFunction("_and", DuckDb = "({0} AND {1})")]
    public static bool? And(bool? a, bool? b) => a & b;

    /// <summary>The opposite; null stays null.</summary>
    [KqlFunction("not", DuckDb = "(NOT {0})")]
    public static bool Not(bool a) => !a;
}
