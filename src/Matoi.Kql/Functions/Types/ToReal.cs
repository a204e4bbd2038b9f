namespace Matoi.Kql.Functions.Types;

/// <summary><c>toreal</c> and <c>todouble</c>: of times and lengths of time the ticks.</summary>
internal static class ToReal
{
    /// <summary>1 for true, 0 for false.</summary>
    [KqlFunction("todouble", DuckDb = "CAST({0} AS DOUBLE)")]
    [KqlFunction("toreal", DuckDb = "CAST({0} AS DOUBLE)")]
    public static double Of(bool value) => value ? 1 : 0;

    /// <summary>The same number.</summary>
    [KqlFunction("todouble", DuckDb = "CAST({0} AS DOUBLE)")]
    [KqlFunction("toreal", DuckDb = "CAST({0} AS DOUBLE)")]
    public static double Of(int value) => value;

    /// <summary>The nearest real.</summary>
    [KqlFunction("todouble", DuckDb = "CAST({0} AS DOUBLE)")]
    [KqlFunction("toreal", DuckDb = "CAST({0} AS DOUBLE)")]
    public static double Of(long value) => value;

    /// <summary>The same.</summary>
    [KqlFunction("todouble", DuckDb = "{0}")]
    [KqlFunction("toreal", DuckDb = "{0}")]
    public static double Of(double value) => value;

    /// <summary>The nearest real.</summary>
    [KqlFunction("todouble")]
    [KqlFunction("toreal")]
    public static double Of(decimal value) => (double)value;

    /// <summary>From text: a number, an infinity or NaN, blanks around it.</summary>
    [KqlFunction("todouble")]
    [KqlFunction("toreal")]
    public static double? Of(string value) => NumberReading.Real(value);

    /// <summary>Ticks since 0001-01-01.</summary>
    [KqlFunction("todouble", DuckDb = "CAST({0} AS DOUBLE)")]
    [KqlFunction("toreal", DuckDb = "CAST({0} AS DOUBLE)")]
    public static double Of(DateTime value) => value.Ticks;

    /// <summary>Ticks.</summary>
    [KqlFunction("todouble", DuckDb = "CAST({0} AS DOUBLE)")]
    [KqlFunction("toreal", DuckDb = "CAST({0} AS DOUBLE)")]
    public static double Of(TimeSpan value) => value.Ticks;

    /// <summary>What is inside.</summary>
    [KqlFunction("todouble")]
    [KqlFunction("toreal")]
    public static double? Of(JsonText value) => value.AsNumber;
}
