using Matoi.Storage.State;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Detect.Intake;

/// <summary>Counts what sources send and writes it to the state store every few seconds; a crash loses the last seconds of counting, no record.</summary>
public sealed class HealthCounter(IDbContextFactory<MatoiDb> databases) : IDisposable
{
    private const int HoursKept = 24;
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _one = new(1);
    private readonly Dictionary<string, Pending> _pending = [];

    private sealed class Pending
    {
        public long Read { get; set; }

        public long Stored { get; set; }

        public long Rejected { get; set; }

        public DateTimeOffset? LastEvent { get; set; }

        public DateTimeOffset Received { get; set; }
    }

    /// <summary>Writes what was counted since the last time.</summary>
    public async Task FlushAsync(CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            await WriteAsync(ct);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private async Task WriteAsync(CancellationToken ct)
    {
        Dictionary<string, Pending> counted;
        lock (_lock)
        {
            counted = new(_pending);
            _pending.Clear();
        }

        if (counted.Count == 0)
        {
            return;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        foreach (var (source, pending) in counted)
        {
            var health = await db.SourceHealth.FindAsync([source], ct);
            if (health is null)
            {
                db.SourceHealth.Add(health = new() { Source = source });
            }

            Apply(health, pending);
        }

        await db.SaveChangesAsync(ct);
    }

    internal void Count(MappedChunk? chunk, IReadOnlyList<Refusal> released, DateTimeOffset now)
    {
        lock (_lock)
        {
            foreach (var (source, read) in chunk?.Read ?? [])
            {
                if (source.Length > 0)
                {
                    Of(source, now).Read += read;
                }
            }

            foreach (var (source, time) in chunk?.LastEvent ?? [])
            {
                var pending = Of(source, now);
                pending.LastEvent = pending.LastEvent is { } last && last > time ? last : time;
            }

            foreach (var refusal in released.Where(r => r.Source.Length > 0))
            {
                Of(refusal.Source, now).Rejected++;
            }
        }
    }

    internal void Stored(string source, int rows, DateTimeOffset now)
    {
        lock (_lock)
        {
            Of(source, now).Stored += rows;
        }
    }

    private Pending Of(string source, DateTimeOffset now)
    {
        if (!_pending.TryGetValue(source, out var pending))
        {
            _pending[source] = pending = new();
        }

        pending.Received = now;
        return pending;
    }

    private static void Apply(SourceHealth health, Pending pending)
    {
        var hours = health.Hours.Count == HoursKept ? [.. health.Hours] : new List<long>(new long[HoursKept]);
        var passed = health.LastReceived is { } last ? (pending.Received.ToUnixTimeSeconds() / 3600) - (last.ToUnixTimeSeconds() / 3600) : 0;
        for (var i = 0; i < Math.Min(passed, HoursKept); i++)
        {
            hours.RemoveAt(0);
            hours.Add(0);
        }

        hours[^1] += pending.Read;
        health.Hours = hours;
        health.Read += pending.Read;
        health.Stored += pending.Stored;
        health.Rejected += pending.Rejected;
        health.LastReceived = pending.Received;
        health.LastEvent = pending.LastEvent is { } time && (health.LastEvent is null || time > health.LastEvent) ? time : health.LastEvent;
    }
}
