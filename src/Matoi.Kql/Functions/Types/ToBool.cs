namespace Matoi.Kql.Functions.Types;

/// <summary><c>tobool</c>: numbers are true but for zero; text is <c>true</c> or <c>false</c> in any case, or a whole number.</summary>
internal static class ToBool
{
    /// <summary>The same.</summary>
    [KqlFunction("tobool", DuckDb = "{0}")]
    [KqlFunction("toboolean", DuckDb = "{0}")]
    public static bool Of(bool value) => value;

    /// <summary>False for zero.</summary>
    [KqlFunction("tobool", DuckDb = "({0} <> 0)")]
    [KqlFunction("toboolean", DuckDb = "({0} <> 0)")]
    public static bool Of(long value) => value != 0;

    /// <summary>False for zero.</summary>
    [KqlFunction("tobool", DuckDb = "({0} <> 0)")]
    [KqlFunction("toboolean", DuckDb = "({0} <> 0)")]
    public static bool Of(double value) => value != 0;

    /// <summary>False for zero.</summary>
    [KqlFunction("tobool")]
    [KqlFunction("toboolean")]
    public static bool Of(decimal value) => value != 0;

    /// <summary>From text; without blanks around it.</summary>
    [KqlFunction("tobool")]
    [KqlFunction("toboolean")]
    public static bool? Of(string value)
        => value.Equals("true", StringComparison.OrdinalIgnoreCase) ? true
        : value.Equals("false", StringComparison.OrdinalIgnoreCase) ? false
        : NumberReading.Whole(value) is { } number ? number != 0 : null;

    /// <summary>False for 0001-01-01.</summary>
    [KqlFunction("tobool", DuckDb = "({0} <> 0)")]
    [KqlFunction("toboolean", DuckDb = "({0} <> 0)")]
    public static bool Of(DateTime value) => value.Ticks != 0;

    /// <summary>False for no time at all.</summary>
    [KqlFunction("tobool", DuckDb = "({0} <> 0)")]
    [KqlFunction("toboolean", DuckDb = "({0} <> 0)")]
    public static bool Of(TimeSpan value) => value != TimeSpan.Zero;

    /// <summary>What is inside.</summary>
    [KqlFunction("tobool")]
    [KqlFunction("toboolean")]
    public static bool? Of(JsonText value) => value.Truth ?? (value.Number is { } number ? number != 0 : value.Content is { } text ? Of(text) : null);
}
