using System.Threading.Channels;
using Matoi.Detect.Alerts;
using Matoi.Detect.Streaming;
using Matoi.Model.Lake;
using Matoi.Storage.Lake;

namespace Matoi.Detect.Intake;

/// <summary>Commits what many chunks brought in one transaction per store: the lake first, then the alerts, so that every alert's record is there.</summary>
internal sealed class GroupCommitter : IAsyncDisposable
{
    /// <summary>Rows that end a group: enough for the lake to take them without its log.</summary>
    private const int GroupRows = DuckLake.RowGroupRows;

    /// <summary>How long a group waits for company while inputs are still being read: a sender that waits for its answer is not kept long.</summary>
    private static readonly TimeSpan PushLinger = TimeSpan.FromMilliseconds(30);

    /// <summary>The same for files, which nobody waits for.</summary>
    private static readonly TimeSpan FileLinger = TimeSpan.FromMilliseconds(500);

    private int _reading;

    private readonly DuckLake _lake;
    private readonly AlertWriter _alerts;
    private readonly StreamDetector _detector;
    private readonly HealthCounter _health;
    private readonly RowBatchPool _pool;
    private readonly TimeProvider _clock;

    // More than one group: the next is mapped while this one is committed.
    private readonly Channel<Item> _items = Channel.CreateBounded<Item>(14);
    private readonly Task _worker;

    private sealed record Item(InputRun Run, MappedChunk? Chunk, string? Unreadable);

    public GroupCommitter(DuckLake lake, AlertWriter alerts, StreamDetector detector, HealthCounter health, RowBatchPool pool, TimeProvider clock)
    {
        (_lake, _alerts, _detector, _health, _pool, _clock) = (lake, alerts, detector, health, pool, clock);
        _worker = Task.Run(WorkAsync);
    }

    /// <summary>An input starts to be read: groups wait for it a little.</summary>
    public void Reading() => Interlocked.Increment(ref _reading);

    /// <summary>Adds a chunk to the next group; waits while too much is under way.</summary>
    public async Task AddAsync(InputRun run, MappedChunk chunk, CancellationToken ct)
    {
        await _items.Writer.WriteAsync(new(run, chunk, null), ct);
    }

    /// <summary>Says that nothing more comes of the input, once its chunks are here.</summary>
    public async Task ConcludeAsync(InputRun run, string? unreadable, CancellationToken ct)
    {
        run.MappingEnded();
        await run.Mapped.WaitAsync(ct);
        Interlocked.Decrement(ref _reading);
        await _items.Writer.WriteAsync(new(run, null, unreadable), ct);
    }

    public async ValueTask DisposeAsync()
    {
        _items.Writer.TryComplete();
        await _worker;
    }

    private async Task WorkAsync()
    {
        var group = new List<Item>();
        while (group.Count > 0 || await _items.Reader.WaitToReadAsync())
        {
            await GatherAsync(group);
            var rest = TakeRest(group);
            try
            {
                await CommitAsync(group);
            }
            catch (Exception e)
            {
                group.ForEach(item => item.Run.Failed(e));
            }

            group.Where(item => item.Chunk is null).ToList().ForEach(item => item.Run.Concluded());
            group.Clear();
            group.AddRange(rest);
        }
    }

    /// <summary>
    /// Takes the rows beyond a whole row group off a large group, for the next one: a partly filled row group in the lake costs a buffer for every column, and is
    /// written again later. Only in the midst of a large input of one table: what ends here, or raised an alert, is committed whole.
    /// </summary>
    private Item[] TakeRest(List<Item> group)
    {
        if (group.Exists(i => i.Chunk is null) || group[^1].Chunk is not { Alerts.Count: 0, Hits.Count: 0, Batches: [var last] })
        {
            return [];
        }

        var rows = group.SelectMany(i => i.Chunk!.Batches).Where(b => b.Table == last.Table).Sum(b => b.Rows);
        var over = rows % GroupRows;
        if (rows < GroupRows || over == 0 || over >= last.Rows)
        {
            return [];
        }

        var rest = new MappedChunk();
        rest.Batches.Add(_pool.Rent(last.Table, last.Source));
        last.MoveTail(over, rest.Batches[0]);
        return [new(group[^1].Run, rest, null)];
    }

    private async Task GatherAsync(List<Item> group)
    {
        var (rows, started) = (group.Sum(i => i.Chunk?.Batches.Sum(b => b.Rows) ?? 0), _clock.GetTimestamp());
        while (rows < GroupRows)
        {
            if (_items.Reader.TryRead(out var item))
            {
                group.Add(item);
                rows += item.Chunk?.Batches.Sum(b => b.Rows) ?? 0;
                continue;
            }

            var left = (group.Exists(i => i.Run.Input.IsLog) ? PushLinger : FileLinger) - _clock.GetElapsedTime(started);
            if (Volatile.Read(ref _reading) == 0 || left <= TimeSpan.Zero)
            {
                return;
            }

            using var timeout = new CancellationTokenSource(left, _clock);
            try
            {
                await _items.Reader.WaitToReadAsync(timeout.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task CommitAsync(List<Item> group)
    {
        var now = _clock.GetUtcNow();
        var refusals = new List<(string Input, Refusal Refusal)>();
        foreach (var item in group)
        {
            var released = item.Chunk is { } chunk ? item.Run.Count(chunk) : item.Run.Conclude(item.Unreadable);
            refusals.AddRange(released.Select(r => (item.Run.Input.Name, r)));
            _health.Count(item.Chunk, released, now);
        }

        var chunks = group.Where(i => i.Chunk is not null).ToList();
        var batches = chunks.SelectMany(i => i.Chunk!.Batches).ToList();
        _lake.Commit(batches, now);
        var created = await CommitAlertsAsync(chunks, refusals);
        foreach (var item in chunks)
        {
            Note(item, now);
            item.Run.Report.Alerts += item.Chunk!.Alerts.Count(a => created.Remove((a.Alert.Source, a.Alert.SourceRef)));
        }

        // Alerts of correlations are those of the whole group.
        chunks.LastOrDefault()?.Run.Report.Alerts += created.Count;
        batches.ForEach(_pool.Return);
    }

    private async Task<HashSet<(string Source, string SourceRef)>> CommitAlertsAsync(List<Item> chunks, List<(string Input, Refusal Refusal)> refusals)
    {
        var outcome = _detector.Decide([.. chunks.SelectMany(i => i.Chunk!.Hits)]);
        try
        {
            return await _alerts.CommitAsync([.. chunks.SelectMany(i => i.Chunk!.Alerts)], refusals, outcome.IsEmpty ? null : outcome, CancellationToken.None);
        }
        catch
        {
            _detector.Forget();
            throw;
        }
    }

    /// <summary>Counts the chunk's rows as the lake took them: rows it had already are marked in the batch.</summary>
    private void Note(Item item, DateTimeOffset now)
    {
        foreach (var batch in item.Chunk!.Batches)
        {
            var (stored, duplicates) = Tally(batch);
            item.Run.Report.Stored += stored;
            item.Run.Report.Duplicates += duplicates;
            item.Run.Report.Of(batch.Source).Stored += stored;
            _health.Stored(batch.Source, stored, now);
        }
    }

    private static (int Stored, int Duplicates) Tally(RowBatch batch)
    {
        var (stored, duplicates) = (0, 0);
        for (var row = 0; row < batch.Rows; row++)
        {
            stored += batch.Skip[row] ? 0 : 1;
            duplicates += batch.Known[row] ? 1 : 0;
        }

        return (stored, duplicates);
    }
}
