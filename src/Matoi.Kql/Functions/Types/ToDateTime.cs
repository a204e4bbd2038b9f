using Matoi.Kql.Functions.Time;

namespace Matoi.Kql.Functions.Types;

/// <summary><c>todatetime</c>: numbers and lengths of time are ticks since 0001-01-01.</summary>
internal static class ToDateTime
{
    /// <summary>The same.</summary>
    [KqlFunction("todatetime", DuckDb = "{0}")]
    [KqlFunction("make_datetime", DuckDb = "{0}")]
    public static DateTime Of(DateTime value) => value;

    /// <summary>From text, in the formats of the documentation; null for other text.</summary>
    [KqlFunction("todatetime")]
    [KqlFunction("make_datetime")]
    public static DateTime? Of(string value) => DateTimeReading.Read(value);

    /// <summary>So many ticks after 0001-01-01.</summary>
    [KqlFunction("todatetime")]
    [KqlFunction("make_datetime")]
    public static DateTime? Of(long value) => Ticks.Time(value);

    /// <summary>So many ticks after 0001-01-01.</summary>
    [KqlFunction("todatetime")]
    [KqlFunction("make_datetime")]
    public static DateTime? Of(double value) => Ticks.Span(value) is { } span ? Ticks.Time(span.Ticks) : null;

    /// <summary>So many ticks after 0001-01-01.</summary>
    [KqlFunction("todatetime")]
    [KqlFunction("make_datetime")]
    public static DateTime? Of(decimal value) => Ticks.Time(NumberCutting.Long(value));

    /// <summary>So long after 0001-01-01.</summary>
    [KqlFunction("todatetime")]
    [KqlFunction("make_datetime")]
    public static DateTime? Of(TimeSpan value) => Ticks.Time(value.Ticks);

    /// <summary>What is inside: text, or ticks.</summary>
    [KqlFunction("todatetime")]
    [KqlFunction("make_datetime")]
    public static DateTime? Of(JsonText value) => value.Content is { } text ? Of(text) : value.Whole is { } ticks ? Of(ticks) : value.Number is { } number ? Of(number) : null;
}
