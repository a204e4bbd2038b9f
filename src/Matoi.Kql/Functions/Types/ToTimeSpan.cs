using Matoi.Kql.Functions.Time;
using Matoi.Kql.Syntax.Lexing;

namespace Matoi.Kql.Functions.Types;

/// <summary><c>totimespan</c>: numbers are ticks, as are times since 0001-01-01.</summary>
internal static class ToTimeSpan
{
    /// <summary>The same.</summary>
    [KqlFunction("totimespan", DuckDb = "{0}")]
    [KqlFunction("totime", DuckDb = "{0}", Deprecated = true)]
    [KqlFunction("make_timespan", DuckDb = "{0}")]
    public static TimeSpan Of(TimeSpan value) => value;

    /// <summary>From text such as <c>1.02:03:04.5</c>, <c>13:00</c>, <c>5m</c>; null for other text.</summary>
    [KqlFunction("totimespan")]
    [KqlFunction("totime", Deprecated = true)]
    [KqlFunction("make_timespan")]
    public static TimeSpan? Of(string value) => value.Length == 0 ? null : TimeSpanText.Read(value);

    /// <summary>So many ticks.</summary>
    [KqlFunction("totimespan", DuckDb = "{0}")]
    [KqlFunction("totime", DuckDb = "{0}", Deprecated = true)]
    [KqlFunction("make_timespan", DuckDb = "{0}")]
    public static TimeSpan Of(long value) => new(value);

    /// <summary>So many ticks.</summary>
    [KqlFunction("totimespan")]
    [KqlFunction("totime", Deprecated = true)]
    [KqlFunction("make_timespan")]
    public static TimeSpan? Of(double value) => Ticks.Span(value);

    /// <summary>So many ticks.</summary>
    [KqlFunction("totimespan")]
    [KqlFunction("totime", Deprecated = true)]
    [KqlFunction("make_timespan")]
    public static TimeSpan Of(decimal value) => new(NumberCutting.Long(value));

    /// <summary>What has gone since 0001-01-01.</summary>
    [KqlFunction("totimespan", DuckDb = "{0}")]
    [KqlFunction("totime", DuckDb = "{0}", Deprecated = true)]
    [KqlFunction("make_timespan", DuckDb = "{0}")]
    public static TimeSpan Of(DateTime value) => new(value.Ticks);

    /// <summary>What is inside: text, or ticks.</summary>
    [KqlFunction("totimespan")]
    [KqlFunction("totime", Deprecated = true)]
    [KqlFunction("make_timespan")]
    public static TimeSpan? Of(JsonText value) => value.Content is { } text ? Of(text) : value.Whole is { } ticks ? Of(ticks) : value.Number is { } number ? Of(number) : null;
}
