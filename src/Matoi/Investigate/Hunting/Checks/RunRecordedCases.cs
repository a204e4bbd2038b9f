using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Matoi.Kql;
using Matoi.Kql.Cases;

namespace Matoi.Investigate.Hunting.Checks;

/// <summary>Runs a file of recorded cases, one JSON object a line in either of two formats, and counts how the answers compare.</summary>
public static class RunRecordedCases
{
    /// <summary>The outcome.</summary>
    /// <param name="Total">Cases.</param>
    /// <param name="Right">The recorded answer.</param>
    /// <param name="Wrong">Another answer.</param>
    /// <param name="Refused">Refused as not supported, or not understood.</param>
    /// <param name="Error">Failed while running.</param>
    /// <param name="Failing">All but the right ones.</param>
    /// <param name="Seconds">Time taken.</param>
    public sealed record Report(int Total, int Right, int Wrong, int Refused, int Error, IReadOnlyList<Failing> Failing, double Seconds);

    /// <summary>A case that did not give the recorded answer.</summary>
    /// <param name="Id">The case.</param>
    /// <param name="Outcome">wrong, refused or error.</param>
    /// <param name="Message">What differs or failed.</param>
    public sealed record Failing(string Id, string Outcome, string Message);

    /// <summary>Runs all cases of a file.</summary>
    /// <param name="file">Path.</param>
    /// <param name="onlyHigh">Documented cases only when deterministic and of high confidence.</param>
    /// <param name="now">What <c>now()</c> is.</param>
    /// <param name="ct">Stops between cases.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Report Run(string file, bool onlyHigh, DateTime now, CancellationToken ct = default)
    {
        var watch = Stopwatch.StartNew();
        using var tables = new SyntheticTables(0, now, null, []);
        var options = new KqlOptions(now) { Timeout = TimeSpan.FromSeconds(30), EmptyExternals = false };
        var results = File.ReadLines(file).Where(l => l.Trim().Length > 0).Where(l => !onlyHigh || IsHigh(l))
            .AsParallel().AsOrdered().WithCancellation(ct).Select(line => One(line, tables, options, ct)).ToList();
        int Count(CaseOutcome outcome) => results.Count(r => r.Outcome == outcome);
        return new(
            results.Count, Count(CaseOutcome.Right), Count(CaseOutcome.Wrong), Count(CaseOutcome.Refused), Count(CaseOutcome.Error),
            [.. results.Where(r => r.Outcome != CaseOutcome.Right).Select(r => new Failing(r.Id, JsonNamingPolicy.CamelCase.ConvertName($"{r.Outcome}"), r.Message))],
            Math.Round(watch.Elapsed.TotalSeconds, 3));
    }

    private static CaseResult One(string line, SyntheticTables tables, KqlOptions options, CancellationToken ct)
    {
        try
        {
            return CaseRun.Run(RecordedCase.Read(line), query => tables.Run(query, options, ct));
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return new(JsonNode.Parse(line)?["id"]?.GetValue<string>() ?? "?", CaseOutcome.Error, $"the case cannot be read: {e.Message}");
        }
    }

    private static bool IsHigh(string line)
    {
        using var json = JsonDocument.Parse(line);
        return !json.RootElement.TryGetProperty("deterministic", out var deterministic) || deterministic.GetBoolean() && json.RootElement.GetProperty("confidence").GetString() == "high";
    }
}
