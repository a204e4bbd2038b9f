namespace Matoi.Kql.Functions.Types;

/// <summary><c>todecimal</c>: of times and lengths of time the ticks. Decimals have 28 digits; what does not fit is null.</summary>
internal static class ToDecimal
{
    private const double Limit = 7.9228162514264338e28;

    /// <summary>1 for true, 0 for false.</summary>
    [KqlFunction("todecimal")]
    public static decimal Of(bool value) => value ? 1 : 0;

    /// <summary>The same number.</summary>
    [KqlFunction("todecimal", DuckDb = "CAST({0} AS VARCHAR)")]
    public static decimal Of(int value) => value;

    /// <summary>The same number.</summary>
    [KqlFunction("todecimal", DuckDb = "CAST({0} AS VARCHAR)")]
    public static decimal Of(long value) => value;

    /// <summary>The number to 15 digits, as the real was most likely written.</summary>
    [KqlFunction("todecimal")]
    public static decimal? Of(double value) => Math.Abs(value) < Limit ? (decimal)value : null;

    /// <summary>The same.</summary>
    [KqlFunction("todecimal", DuckDb = "{0}")]
    public static decimal Of(decimal value) => value;

    /// <summary>From text.</summary>
    [KqlFunction("todecimal")]
    public static decimal? Of(string value) => NumberReading.Decimal(value);

    /// <summary>Ticks since 0001-01-01.</summary>
    [KqlFunction("todecimal")]
    public static decimal Of(DateTime value) => value.Ticks;

    /// <summary>Ticks.</summary>
    [KqlFunction("todecimal")]
    public static decimal Of(TimeSpan value) => value.Ticks;

    /// <summary>What is inside.</summary>
    [KqlFunction("todecimal")]
    public static decimal? Of(JsonText value)
        => value.IsNumber ? NumberReading.Decimal(value.Text) : value.Content is { } text ? NumberReading.Decimal(text) : value.Truth is { } truth ? Of(truth) : null;
}
