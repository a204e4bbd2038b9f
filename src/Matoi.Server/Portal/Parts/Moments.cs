using Microsoft.Extensions.Localization;

namespace Matoi.Server.Portal.Parts;

/// <summary>Instants and spans as people read them; always UTC.</summary>
internal static class Moments
{
    /// <summary><c>2026-11-23 09:41:07 UTC</c>.</summary>
    public static string Exact(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'");

    /// <summary><c>11-23 09:41:07</c>.</summary>
    public static string Short(DateTimeOffset time) => time.UtcDateTime.ToString("MM-dd HH:mm:ss");

    /// <summary>Two units: <c>1 h 51 min</c>.</summary>
    public static string Lasting(IStringLocalizer<Strings> words, TimeSpan span) => span switch
    {
        { TotalSeconds: < 60 } => words["span.short"],
        { TotalMinutes: < 60 } => words["span.minutes", (int)span.TotalMinutes],
        { TotalHours: < 48 } when span.Minutes > 0 => $"{words["span.hours", (int)span.TotalHours].Value} {words["span.minutes", span.Minutes].Value}",
        { TotalHours: < 48 } => words["span.hours", (int)span.TotalHours],
        _ => words["span.days", (int)span.TotalDays],
    };

    /// <summary>One number and a unit: <c>3 min</c>, <c>2 h</c>, <c>5 d</c>.</summary>
    public static string Span(IStringLocalizer<Strings> words, TimeSpan span) => span switch
    {
        { TotalSeconds: < 60 } => words["span.now"],
        { TotalMinutes: < 60 } => words["span.minutes", (int)span.TotalMinutes],
        { TotalHours: < 48 } => words["span.hours", (int)span.TotalHours],
        _ => words["span.days", (int)span.TotalDays],
    };
}
