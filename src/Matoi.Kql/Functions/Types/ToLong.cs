namespace Matoi.Kql.Functions.Types;

/// <summary><c>tolong</c>: of reals and decimals the whole part, at most the largest long; of times and lengths of time the ticks.</summary>
internal static class ToLong
{
    /// <summary>1 for true, 0 for false.</summary>
    [KqlFunction("tolong", DuckDb = "CAST({0} AS BIGINT)")]
    public static long Of(bool value) => value ? 1 : 0;

    /// <summary>The same number.</summary>
    [KqlFunction("tolong", DuckDb = "CAST({0} AS BIGINT)")]
    public static long Of(int value) => value;

    /// <summary>The same.</summary>
    [KqlFunction("tolong", DuckDb = "{0}")]
    public static long Of(long value) => value;

    /// <summary>The whole part.</summary>
    [KqlFunction("tolong", DuckDb = "CAST(trunc({0}) AS BIGINT)", MayOverflow = true)]
    public static long? Of(double value) => NumberCutting.Long(value);

    /// <summary>The whole part.</summary>
    [KqlFunction("tolong")]
    public static long Of(decimal value) => NumberCutting.Long(value);

    /// <summary>From text: decimal or hexadecimal, blanks around it.</summary>
    [KqlFunction("tolong")]
    public static long? Of(string value) => NumberReading.Whole(value);

    /// <summary>Ticks since 0001-01-01.</summary>
    [KqlFunction("tolong", DuckDb = "{0}")]
    public static long Of(DateTime value) => value.Ticks;

    /// <summary>Ticks.</summary>
    [KqlFunction("tolong", DuckDb = "{0}")]
    public static long Of(TimeSpan value) => value.Ticks;

    /// <summary>What is inside.</summary>
    [KqlFunction("tolong")]
    public static long? Of(JsonText value) => value.AsWhole ?? (value.Number is { } number ? Of(number) : null);
}
