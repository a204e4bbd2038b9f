using System.Text.Json.Serialization;

namespace Matoi.Investigate.Hunting.Checks;

/// <summary>How far a query came.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CheckStage>))]
public enum CheckStage
{
    /// <summary>Its text is to be read.</summary>
    [JsonStringEnumMemberName("parse")]
    Parse,

    /// <summary>Its names and types are to be understood.</summary>
    [JsonStringEnumMemberName("bind")]
    Bind,

    /// <summary>It is to run.</summary>
    [JsonStringEnumMemberName("execute")]
    Execute,
}

/// <summary>What is wrong with a query of a file.</summary>
/// <param name="File">The file as named.</param>
/// <param name="Line">Line of the file, from 1.</param>
/// <param name="Column">Column of the file, from 1.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Message">What failed, why, and what to do.</param>
/// <param name="Stage">The stage that failed.</param>
/// <param name="Others">Further errors of the same query, as text.</param>
public sealed record CheckFailure(string File, int Line, int Column, string Code, string Message, CheckStage Stage, IReadOnlyList<string> Others);

/// <summary>The outcome of a check.</summary>
/// <param name="Total">Queries.</param>
/// <param name="Parsed">Of these, read.</param>
/// <param name="Bound">Of these, understood.</param>
/// <param name="Executed">Of these, run to the end.</param>
/// <param name="Failed">What failed, by file; one entry a query.</param>
/// <param name="Warnings">What is doubtful, by file.</param>
/// <param name="Seconds">Time taken.</param>
public sealed record CheckReport(int Total, int Parsed, int Bound, int Executed, IReadOnlyList<CheckFailure> Failed, IReadOnlyList<CheckWarning> Warnings, double Seconds);

/// <summary>Something doubtful in a query that runs.</summary>
/// <param name="File">The file as named.</param>
/// <param name="Message">What a reader should know.</param>
public sealed record CheckWarning(string File, string Message);
