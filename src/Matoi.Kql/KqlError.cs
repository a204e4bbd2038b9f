using System.Text;

namespace Matoi.Kql;

/// <summary>
/// What is wrong with a query, and where. Codes: <c>KQL1xx</c> the text cannot be read, <c>KQL2xx</c> a name is not known, <c>KQL3xx</c> types do not fit,
/// <c>KQL4xx</c> understood but refused, <c>KQL5xx</c> it failed while running.
/// </summary>
/// <param name="Code">Stable code, listed in docs/reference/errors.md.</param>
/// <param name="Message">What failed, why, and what to do.</param>
/// <param name="Span">Where in the text.</param>
/// <param name="Suggestion">The nearest name that exists; null when there is none.</param>
public sealed record KqlError(string Code, string Message, TextSpan Span, string? Suggestion = null)
{
    /// <summary>Line from 1, column from 1.</summary>
    public (int Line, int Column) Position(string text)
    {
        var before = text.AsSpan(0, Math.Min(Span.Start, text.Length));
        return (before.Count('\n') + 1, before.Length - before.LastIndexOf('\n'));
    }

    /// <summary><c>line:col: CODE message (did you mean 'x'?)</c>, the line, and a caret under the place.</summary>
    public string Describe(string text)
    {
        var (line, column) = Position(text);
        var start = Math.Min(Span.Start, text.Length) - (column - 1);
        var end = text.IndexOf('\n', start);
        var source = text[start..(end < 0 ? text.Length : end)].TrimEnd('\r');
        return new StringBuilder()
            .Append(line).Append(':').Append(column).Append(": ").Append(Code).Append(' ').Append(Message)
            .Append(Suggestion is null ? "" : $" (did you mean '{Suggestion}'?)").Append('\n')
            .Append(source).Append('\n')
            .Append(' ', column - 1).Append('^', Math.Clamp(Span.Length, 1, Math.Max(1, source.Length - column + 1))).ToString();
    }
}
