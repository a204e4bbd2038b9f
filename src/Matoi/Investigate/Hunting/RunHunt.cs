using Matoi.Kql;
using Matoi.Model;
using Matoi.Storage.Lake;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Matoi.Investigate.Hunting;

/// <summary>Runs a query of a person over the lake and remembers it in the person's history: IR-4.</summary>
public sealed class RunHunt(LakeKql lake, HuntHistory history, TimeProvider clock) : IDisposable
{
    /// <summary>Rows that a result holds when the request does not say.</summary>
    public const int DefaultRows = 30_000;

    /// <summary>Most rows of a result.</summary>
    public const int MostRows = 500_000;

    private const int AtOnce = 8;
    private readonly SemaphoreSlim _slots = new(AtOnce);

    /// <summary>A query with its range.</summary>
    /// <param name="Text">KQL.</param>
    /// <param name="From">Start of the range, inclusive: ISO 8601, or back from now as <c>7d</c>; null for no limit.</param>
    /// <param name="To">End, exclusive; null for no limit.</param>
    /// <param name="MaxRows">Most rows; default 30,000, at most 500,000.</param>
    public sealed record Request(string? Text, string? From = null, string? To = null, int? MaxRows = null);

    /// <summary>Settings of the query; a problem when the range cannot be read.</summary>
    public static (KqlOptions? Options, Problem? Problem) Decide(Request request, DateTimeOffset now)
    {
        var (from, to, problem) = HuntTime.Read(request.From, request.To, now);
        return problem is not null ? (null, problem)
            : string.IsNullOrWhiteSpace(request.Text) ? (null, new Problem("query-missing", "the query is empty; write a table's name to begin with", "text"))
            : (new KqlOptions(now.UtcDateTime) { From = from, To = to, MaxRows = Math.Clamp(request.MaxRows ?? DefaultRows, 1, MostRows) }, null);
    }

    /// <summary>Runs the query and adds it to the actor's history, failed ones too.</summary>
    /// <exception cref="KqlException">The query is wrong, was refused, or failed.</exception>
    public async Task<KqlResult> HandleAsync(string text, KqlOptions options, string actor, CancellationToken ct)
    {
        await _slots.WaitAsync(ct);
        var started = clock.GetTimestamp();
        try
        {
            var result = await Task.Run(() => lake.Run(text, options, ct), ct);
            await history.AddAsync(actor, text, options, clock.GetElapsedTime(started), result.Rows.Count, null, ct);
            return result;
        }
        catch (KqlException e)
        {
            await history.AddAsync(actor, text, options, clock.GetElapsedTime(started), 0, e.Errors[0].Code, ct);
            throw;
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _slots.Dispose();

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapPost("/hunt", async (Request request, string? format, RunHunt hunt, TimeProvider clock, HttpContext http, CancellationToken ct) =>
        {
            var (options, problem) = Decide(request, clock.GetUtcNow());
            if (problem is null && !ResultFormats.Known(format))
            {
                problem = new("format-unknown", $"there is no format '{format}'; known: {string.Join(", ", ResultFormats.Names)}", "format");
            }

            if (problem is not null)
            {
                return problem.ToResult();
            }

            try
            {
                return ResultFormats.Result(format, await hunt.HandleAsync(request.Text!, options!, http.Actor(), ct));
            }
            catch (KqlException e)
            {
                return e.ToResult(request.Text!);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                // Nobody reads the answer any more.
                return Results.StatusCode(StatusCodes.Status499ClientClosedRequest);
            }
        }).WithSummary("Runs a KQL query over the lake; ?format=json (default), csv or parquet.");
}
