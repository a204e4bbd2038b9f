using System.Threading.Channels;
using Matoi.Detect.Alerts;
using Matoi.Detect.Streaming;
using Matoi.Storage.Lake;

namespace Matoi.Detect.Intake;

/// <summary>
/// The way from bytes to durable rows and alerts, in bounded stages: split (the caller's thread), map (one thread a core), commit (one thread, many chunks
/// at once). An input is done, and may be acknowledged upstream, only when all of it is committed in the lake and in the state store.
/// </summary>
public sealed class IntakePipeline : IAsyncDisposable
{
    private readonly SourceCatalogue _catalogue;
    private readonly IntakeLimits _limits;
    private readonly RejectedStore _rejected;
    private readonly StreamDetector _detector;
    private readonly TimeProvider _clock;
    private readonly RowBatchPool _pool = new();
    private readonly Channel<MapTask> _toMap;
    private readonly GroupCommitter _committer;
    private readonly Task[] _workers;

    private sealed record MapTask(InputRun Run, RecordMapper Mapper, RecordChunk Chunk);

    /// <summary>Starts the stages.</summary>
    public IntakePipeline(SourceCatalogue catalogue, DuckLake lake, AlertWriter alerts, RejectedStore rejected, HealthCounter health, StreamDetector detector, IntakeLimits limits, TimeProvider clock)
    {
        (_catalogue, _limits, _rejected, _detector, _clock) = (catalogue, limits, rejected, detector, clock);
        _toMap = Channel.CreateBounded<MapTask>(4);
        _committer = new(lake, alerts, detector, health, _pool, clock);
        _workers = [.. Enumerable.Range(0, Math.Max(2, Environment.ProcessorCount)).Select(_ => Task.Run(MapAsync))];
    }

    /// <summary>Reads an input to its end; the report is complete and everything durable when the task ends.</summary>
    public async Task<IntakeReport> IngestAsync(IntakeInput input, IProgress<long>? progress, CancellationToken ct)
    {
        if (!Decompressor.IsZip(input.Content))
        {
            return await ReadAsync(input, Decompressor.Open(input.Content, _limits), "corrupt-gzip", progress, ct);
        }

        var report = new IntakeReport();
        try
        {
            foreach (var (name, content, damage) in Decompressor.ZipEntries(input.Content, _limits))
            {
                var entry = input with { Name = $"{input.Name}!{name}" };
                report.Add(content is null ? await RefuseAsync(entry, "corrupt-zip", $"this file of the zip archive cannot be opened: {damage}", ct)
                    : await ReadAsync(entry, content, "corrupt-zip", progress, ct));
            }
        }
        catch (InvalidDataException e)
        {
            report.Add(await RefuseAsync(input, "corrupt-zip", $"the zip archive is damaged: {e.Message}", ct));
        }

        return report;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _toMap.Writer.TryComplete();
        await Task.WhenAll(_workers);
        await _committer.DisposeAsync();
    }

    private async Task<IntakeReport> ReadAsync(IntakeInput input, PeekedStream content, string damageCode, IProgress<long>? progress, CancellationToken ct)
    {
        var run = new InputRun(input);
        _committer.Reading();
        string? unreadable = null;
        try
        {
            unreadable = await SplitAsync(run, content, progress, ct);
        }
        catch (ZipBombException e)
        {
            await _committer.AddAsync(run, Broken(input, "zip-bomb", e.Message), ct);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            await _committer.AddAsync(run, Broken(input, damageCode, $"the compressed data is damaged; what could be read before the damage is stored: {e.Message}"), ct);
        }
        catch
        {
            await _committer.ConcludeAsync(run, null, CancellationToken.None);
            throw;
        }

        await _committer.ConcludeAsync(run, unreadable, ct);
        await run.Done.WaitAsync(ct);
        return run.Report;
    }

    /// <summary>Cuts the input and hands chunks on; returns why it is unreadable, or null.</summary>
    private async Task<string?> SplitAsync(InputRun run, PeekedStream content, IProgress<long>? progress, CancellationToken ct)
    {
        if (content.Verdict() is { } verdict)
        {
            if (verdict.Problem is { } problem)
            {
                await _committer.AddAsync(run, Broken(run.Input, problem.Code, problem.Message), ct);
            }

            return verdict.NotLog;
        }

        var mapper = new RecordMapper(_catalogue, _pool, _limits, _clock, run.Input.Source, () => new ChunkOutput(_pool, _clock, _detector));
        foreach (var chunk in new RecordSplitter(content, _limits, _rejected.OpenSpill).Chunks())
        {
            progress?.Report(chunk.Slices.Count);
            if (chunk.Slices.Any(s => s.IsText))
            {
                // Lines need the header above them: mapped in order.
                var mapped = mapper.Map(chunk);
                chunk.Dispose();
                await _committer.AddAsync(run, mapped, ct);
            }
            else
            {
                await _toMap.Writer.WaitToWriteAsync(ct);
                run.MappingStarted();
                await _toMap.Writer.WriteAsync(new(run, mapper, chunk), CancellationToken.None);
            }

            if (run.GaveUp)
            {
                break;
            }
        }

        return null;
    }

    private async Task MapAsync()
    {
        await foreach (var (run, mapper, chunk) in _toMap.Reader.ReadAllAsync())
        {
            try
            {
                var mapped = mapper.Map(chunk);
                await _committer.AddAsync(run, mapped, CancellationToken.None);
            }
            catch (Exception e)
            {
                run.Failed(e);
            }
            finally
            {
                chunk.Dispose();
                run.MappingEnded();
            }
        }
    }

    private async Task<IntakeReport> RefuseAsync(IntakeInput input, string code, string message, CancellationToken ct)
    {
        var run = new InputRun(input);
        _committer.Reading();
        await _committer.AddAsync(run, Broken(input, code, message), ct);
        await _committer.ConcludeAsync(run, null, ct);
        await run.Done.WaitAsync(ct);
        return run.Report;
    }

    /// <summary>The whole input as one refusal, with its bytes where they are few enough to keep twice.</summary>
    private MappedChunk Broken(IntakeInput input, string code, string message)
    {
        var bytes = Array.Empty<byte>();
        if (input.Content.CanSeek && input.Content.Length <= _limits.RecordBytes)
        {
            bytes = new byte[input.Content.Length];
            input.Content.Position = 0;
            input.Content.ReadExactly(bytes);
        }

        var chunk = new MappedChunk();
        chunk.Refusals.Add(new("", 0, new(code, message), bytes));
        return chunk;
    }
}
