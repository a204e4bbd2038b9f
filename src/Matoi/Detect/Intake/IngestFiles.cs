using System.Text.Json;
using Matoi.Detect.Correlate;
using Matoi.Model;
using Matoi.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Matoi.Detect.Intake;

/// <summary>Reads files and folders of this machine: IR-3. Done when everything is durable and every new alert has its incident.</summary>
public sealed class IngestFiles(SourceCatalogue catalogue, IntakePipeline pipeline, Correlator correlator, HealthCounter health, TimeProvider clock)
{
    /// <summary>Small files read at once, so that they share commits.</summary>
    private const int FilesAtOnce = 8;

    /// <summary>What to read.</summary>
    /// <param name="Paths">Files, or folders with everything below them.</param>
    /// <param name="Source">Source id when all of it is of one source; null recognises by content.</param>
    public sealed record Request(IReadOnlyList<string> Paths, string? Source);

    /// <summary>How far it is.</summary>
    /// <param name="Files">Files finished.</param>
    /// <param name="OfFiles">Files in all.</param>
    /// <param name="Records">Records found.</param>
    public sealed record Progress(int Files, int OfFiles, long Records);

    /// <summary>Reads everything; a file that cannot be opened is a problem of its own and stops nothing.</summary>
    public async Task<(IntakeReport? Report, IReadOnlyList<Problem> Problems)> HandleAsync(Request request, IProgress<Progress>? progress, CancellationToken ct)
    {
        var source = request.Source is { } id ? catalogue.Find(id) : null;
        if (request.Source is not null && source is null)
        {
            return (null, [UnknownSource(catalogue, request.Source)]);
        }

        var problems = request.Paths.Where(p => !Path.Exists(p)).Select(p => new Problem("file-not-found", $"there is no file or folder {p}", p)).ToList();
        var files = request.Paths.SelectMany(Expand).Distinct(StringComparer.Ordinal).ToList();
        var (report, started, done, records) = (new IntakeReport(), clock.GetTimestamp(), 0, 0L);
        var openedBefore = correlator.Opened;
        var counter = new Counter(count => progress?.Report(new(done, files.Count, Interlocked.Add(ref records, count))));
        await Parallel.ForEachAsync(files, new ParallelOptions { MaxDegreeOfParallelism = FilesAtOnce, CancellationToken = ct }, async (file, stop) =>
        {
            try
            {
                await using var content = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1);
                var one = await pipeline.IngestAsync(new(file, content, source, source is not null), counter, stop);
                lock (report)
                {
                    report.Add(one);
                    progress?.Report(new(++done, files.Count, records));
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                lock (report)
                {
                    problems.Add(new("file-unreadable", $"{file} cannot be read: {e.Message}", file));
                }
            }
        });
        await correlator.DrainAsync(ct);
        report.Incidents = correlator.Opened - openedBefore;
        report.Seconds = Math.Round(clock.GetElapsedTime(started).TotalSeconds, 3);
        await health.FlushAsync(ct);
        return (report, problems);
    }

    internal static Problem UnknownSource(SourceCatalogue catalogue, string id)
        => new("source-not-found", $"there is no source '{id}'; known: {string.Join(", ", catalogue.Sources.Select(s => s.Id))}", "source");

    /// <summary>Answers with a line of JSON for every step of progress and a last one with the report, so that the caller sees it move.</summary>
    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapPost("/ingest/files", async (Request request, IngestFiles ingest, HttpResponse response, CancellationToken ct) =>
        {
            response.ContentType = "application/x-ndjson";
            using var lines = new LineWriter(response.Body);
            var (report, problems) = await ingest.HandleAsync(request, lines, ct);
            await lines.WriteAsync(new { report, problems });
        }).WithSummary("Reads files and folders of the server's machine (callers on that machine only); answers in JSON lines.").RequireAuthorization(SecurityRoom.Local);

    private static IEnumerable<string> Expand(string path)
        => Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", new EnumerationOptions { RecurseSubdirectories = true }).Order(StringComparer.Ordinal)
            : File.Exists(path) ? [path] : [];

    private sealed class Counter(Action<long> add) : IProgress<long>
    {
        public void Report(long value) => add(value);
    }

    /// <summary>Writes at most five lines of progress a second.</summary>
    private sealed class LineWriter(Stream body) : IProgress<Progress>, IDisposable
    {
        private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);
        private readonly SemaphoreSlim _one = new(1);
        private long _last;

        public void Report(Progress value)
        {
            var now = Environment.TickCount64;
            var last = Interlocked.Read(ref _last);
            if (now - last >= 200 && Interlocked.CompareExchange(ref _last, now, last) == last)
            {
                _ = WriteAsync(new { progress = value });
            }
        }

        public void Dispose() => _one.Dispose();

        public async Task WriteAsync(object line)
        {
            await _one.WaitAsync();
            try
            {
                byte[] bytes = [.. JsonSerializer.SerializeToUtf8Bytes(line, Options), (byte)'\n'];
                await body.WriteAsync(bytes);
                await body.FlushAsync();
            }
            finally
            {
                _one.Release();
            }
        }
    }
}
