using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Matoi.Investigate.Incidents;
using Matoi.Kql;
using Matoi.Model;
using Matoi.Model.Incidents;
using Matoi.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Matoi.Investigate.Hunting;

/// <summary>
/// Runs a query and notes in an incident's timeline what was asked and what came: query, absolute range, number of rows, and SHA-256 over the rows, so that anybody
/// can ask again and compare: IR-4.
/// </summary>
public sealed class KeepHunt(RunHunt hunt, IncidentChanges changes, TimeProvider clock)
{
    /// <summary>A query with its range, and why it matters.</summary>
    /// <param name="Text">KQL.</param>
    /// <param name="From">As in <see cref="RunHunt.Request"/>.</param>
    /// <param name="To">As in <see cref="RunHunt.Request"/>; now when absent, so that the range stays the same.</param>
    /// <param name="Comment">What it shows; may be empty.</param>
    public sealed record Request(string? Text, string? From = null, string? To = null, string? Comment = null);

    /// <summary>What stands in the timeline entry's details.</summary>
    /// <param name="Query">KQL.</param>
    /// <param name="From">Start of the range; null for no limit.</param>
    /// <param name="To">End of the range.</param>
    /// <param name="Columns">Names and types of the columns.</param>
    /// <param name="Rows">Number of rows.</param>
    /// <param name="Truncated">True when there were more.</param>
    /// <param name="Sha256">Over the rows as lines of JSON in ordinal order, lower-case hex.</param>
    public sealed record Kept(string Query, DateTimeOffset? From, DateTimeOffset To, IReadOnlyList<string> Columns, int Rows, bool Truncated, string Sha256);

    /// <summary>What to note of a result.</summary>
    public static Kept Describe(string text, KqlOptions options, KqlResult result)
        => new(text, options.From is { } from ? new DateTimeOffset(from) : null, new(options.To ?? options.Now), [.. result.Columns.Select(c => $"{c.Name}:{ResultFormats.TypeName(c.Type)}")], result.Rows.Count, result.Truncated, Hash(result));

    /// <summary>Runs the query and appends the entry.</summary>
    /// <exception cref="KqlException">The query is wrong, was refused, or failed.</exception>
    public async Task<(Kept? Kept, Problem? Problem)> HandleAsync(int number, Request request, Viewer actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (options, problem) = RunHunt.Decide(new(request.Text, request.From, request.To, RunHunt.MostRows), now);
        if (problem is not null)
        {
            return (null, problem);
        }

        options = options! with { To = options.To ?? now.UtcDateTime };
        var kept = Describe(request.Text!, options, await hunt.HandleAsync(request.Text!, options, actor.Name, ct));
        problem = await changes.ApplyAsync(number, actor, (incident, time) => new(null, incident.Append(
            TimelineKind.Hunted, actor.Name, $"Hunt kept: {kept.Rows:N0} rows{(string.IsNullOrWhiteSpace(request.Comment) ? "" : $" — {request.Comment.Trim()}")}", time, JsonSerializer.Serialize(kept, JsonSerializerOptions.Web))), ct);
        return problem is null ? (kept, null) : (null, problem);
    }

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapPost("/incidents/{number:int}/hunts", async (int number, Request request, KeepHunt keep, HttpContext http, CancellationToken ct) =>
        {
            try
            {
                var (kept, problem) = await keep.HandleAsync(number, request, http.Viewer(), ct);
                return kept is null ? problem.ToResult() : Results.Ok(kept);
            }
            catch (KqlException e)
            {
                return e.ToResult(request.Text!);
            }
        }).WithSummary("Runs a query and notes it with the hash of its rows in the incident's timeline.");

    private static string Hash(KqlResult result)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in result.Rows.Select(r => JsonSerializer.Serialize(r.Select(ResultFormats.Text))).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
