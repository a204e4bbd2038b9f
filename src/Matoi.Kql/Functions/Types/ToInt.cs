namespace Matoi.Kql.Functions.Types;

/// <summary><c>toint</c>: of whole numbers, times and lengths of time the low 32 bits; of reals and decimals the whole part, at most the largest int.</summary>
internal static class ToInt
{
    /// <summary>1 for true, 0 for false.</summary>
    [KqlFunction("toint", DuckDb = "CAST({0} AS INTEGER)")]
    public static int Of(bool value) => value ? 1 : 0;

    /// <summary>The same.</summary>
    [KqlFunction("toint", DuckDb = "{0}")]
    public static int Of(int value) => value;

    /// <summary>The low 32 bits.</summary>
    [KqlFunction("toint", DuckDb = "CAST({0} AS INTEGER)", MayOverflow = true)]
    public static int Of(long value) => unchecked((int)value);

    /// <summary>The whole part.</summary>
    [KqlFunction("toint")]
    public static int? Of(double value) => NumberCutting.Int(value);

    /// <summary>The whole part.</summary>
    [KqlFunction("toint")]
    public static int Of(decimal value) => NumberCutting.Int(value);

    /// <summary>From text: decimal or hexadecimal, blanks around it.</summary>
    [KqlFunction("toint")]
    public static int? Of(string value) => NumberReading.Whole32(value);

    /// <summary>The low 32 bits of the ticks.</summary>
    [KqlFunction("toint")]
    public static int Of(DateTime value) => unchecked((int)value.Ticks);

    /// <summary>The low 32 bits of the ticks.</summary>
    [KqlFunction("toint")]
    public static int Of(TimeSpan value) => unchecked((int)value.Ticks);

    /// <summary>What is inside.</summary>
    [KqlFunction("toint")]
    public static int? Of(JsonText value)
        => value.Whole is { } whole ? Of(whole) : value.Number is { } number ? Of(number) : value.Truth is { } truth ? Of(truth) : value.Content is { } text ? Of(text) : null;
}
