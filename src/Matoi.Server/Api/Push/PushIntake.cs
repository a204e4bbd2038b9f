using Matoi.Detect.Intake;
using Matoi.Model.Sources;
using Matoi.Storage;
using Microsoft.AspNetCore.WebUtilities;

namespace Matoi.Server.Api.Push;

/// <summary>
/// Takes one pushed body in and answers 200 only when all of it is durable. Too many at once are told to come back (429), and so is everybody while a store
/// does not take rows (503): upstream keeps what it was not thanked for.
/// </summary>
internal sealed partial class PushIntake(IntakePipeline pipeline, SourceCatalogue catalogue, DataFolder folder, ILogger<PushIntake> logger)
{
    /// <summary>Bodies taken in at once.</summary>
    public const int AtOnce = 128;

    private const int InMemory = 1024 * 1024;
    private const long MostBytes = 512L * 1024 * 1024;
    private int _inside;

    /// <summary>Takes the request's body in; <paramref name="source"/> forces a source.</summary>
    public async Task<IResult> ReceiveAsync(HttpContext http, string? source)
    {
        var named = source is null ? null : catalogue.Find(source);
        if (source is not null && named is null)
        {
            return IngestFiles.UnknownSource(catalogue, source).ToResult();
        }

        await using var body = new FileBufferingReadStream(http.Request.Body, InMemory, MostBytes, folder.Rejected);
        return await GuardAsync(http, async () =>
        {
            await body.DrainAsync(http.RequestAborted);
            body.Position = 0;
            return await pipeline.IngestAsync(new($"push:{http.Request.Path}", body, named, IsLog: true), null, http.RequestAborted);
        });
    }

    /// <summary>Takes bytes in that a verified envelope carried.</summary>
    public Task<IResult> ReceiveCarriedAsync(HttpContext http, ReadOnlyMemory<byte> body)
        => GuardAsync(http, async () =>
        {
            using var content = new MemoryStream(body.ToArray());
            return await pipeline.IngestAsync(new($"push:{http.Request.Path}", content, IsLog: true), null, http.RequestAborted);
        });

    /// <summary>Takes one alert of a source in and answers by <paramref name="answer"/> when it is durable.</summary>
    public Task<IResult> ReceiveAlertAsync(HttpContext http, ReadOnlyMemory<byte> body, Source source, Func<IntakeReport, Task<IResult>> answer)
        => GuardAsync(http, async () =>
        {
            using var content = new MemoryStream(body.ToArray());
            return await pipeline.IngestAsync(new($"push:{http.Request.Path}", content, source, IsLog: true), null, http.RequestAborted);
        }, answer);

    private async Task<IResult> GuardAsync(HttpContext http, Func<Task<IntakeReport>> take, Func<IntakeReport, Task<IResult>>? answer = null)
    {
        try
        {
            if (Interlocked.Increment(ref _inside) > AtOnce)
            {
                return Later(http, StatusCodes.Status429TooManyRequests, "busy", $"{AtOnce} bodies are being taken in; send this one again after Retry-After");
            }

            var report = await take();
            return answer is not null ? await answer(report) : Results.Ok(new { report.Read, report.Stored, report.Duplicates, report.Rejected, report.Alerts });
        }
        catch (Exception e) when (e is not OperationCanceledException and not BadHttpRequestException)
        {
            Log.NotTaken(logger, http.Request.Path, e);
            return Later(http, StatusCodes.Status503ServiceUnavailable, "not-durable", "a store did not take the rows; nothing was acknowledged, send it again after Retry-After");
        }
        finally
        {
            Interlocked.Decrement(ref _inside);
        }
    }

    private static IResult Later(HttpContext http, int status, string code, string message)
    {
        http.Response.Headers.RetryAfter = status == StatusCodes.Status429TooManyRequests ? "1" : "5";
        return Results.Problem(message, statusCode: status, title: code);
    }

    private static partial class Log
    {
        [LoggerMessage(20, LogLevel.Error, "a push to {Path} was not taken in and not acknowledged")]
        public static partial void NotTaken(ILogger logger, string path, Exception e);
    }
}
