using Matoi.Kql;
using Microsoft.AspNetCore.Http;

namespace Matoi.Investigate.Hunting;

/// <summary>What is wrong with a query, for programs: RFC 9457 problem details whose <c>errors</c> have places and suggestions.</summary>
public static class KqlProblems
{
    /// <summary>An error with its place.</summary>
    /// <param name="Code">Stable code.</param>
    /// <param name="Message">What failed, why, and what to do.</param>
    /// <param name="Line">From 1.</param>
    /// <param name="Column">From 1.</param>
    /// <param name="Start">Characters of the query before the place.</param>
    /// <param name="Length">Characters of the place.</param>
    /// <param name="Suggestion">The nearest name that exists; null when there is none.</param>
    public sealed record PlacedError(string Code, string Message, int Line, int Column, int Start, int Length, string? Suggestion);

    /// <summary>All errors with their places.</summary>
    public static IReadOnlyList<PlacedError> Placed(string text, IEnumerable<KqlError> errors) => [.. errors.Select(e =>
    {
        var (line, column) = e.Position(text);
        return new PlacedError(e.Code, e.Message, line, column, e.Span.Start, e.Span.Length, e.Suggestion);
    })];

    /// <summary>The problem details of a query that cannot be run; <c>detail</c> shows each error under its line.</summary>
    public static IResult ToResult(this KqlException e, string text)
    {
        var source = e.Text.Length == 0 ? text : e.Text;
        return Results.Problem(
            string.Join("\n", e.Errors.Select(error => error.Describe(source))),
            statusCode: StatusCodes.Status422UnprocessableEntity,
            title: e.Errors[0].Code,
            extensions: new Dictionary<string, object?> { ["target"] = "text", ["errors"] = Placed(source, e.Errors) });
    }
}
