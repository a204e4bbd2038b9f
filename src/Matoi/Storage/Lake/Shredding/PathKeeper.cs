using System.Collections.Concurrent;
using System.Threading.Channels;
using Matoi.Kql.Relations;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Matoi.Storage.Lake.Shredding;

/// <summary>Decides which JSON paths are kept in columns: those of rules and saved hunts, and those that queries read again and again; fills older rows in the background.</summary>
public sealed partial class PathKeeper(DuckLake lake, ILogger<PathKeeper> logger) : BackgroundService
{
    /// <summary>Queries that must have read a path before it is kept.</summary>
    public const int Often = 3;

    private readonly ConcurrentDictionary<PathUse, int> _seen = [];
    private readonly Channel<PathUse> _wanted = Channel.CreateBounded<PathUse>(new BoundedChannelOptions(4096) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>A query has read these paths.</summary>
    public void Note(IEnumerable<PathUse> uses)
    {
        foreach (var use in uses)
        {
            if (_seen.AddOrUpdate(use, 1, (_, times) => times + 1) == Often)
            {
                _wanted.Writer.TryWrite(use);
            }
        }
    }

    /// <summary>A query that reads these paths will run often.</summary>
    public void Want(IEnumerable<PathUse> uses)
    {
        foreach (var use in uses)
        {
            _wanted.Writer.TryWrite(use);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        Fill(stoppingToken);
        while (await _wanted.Reader.WaitToReadAsync(stoppingToken))
        {
            var paths = new List<ShreddedPath>();
            while (_wanted.Reader.TryRead(out var use))
            {
                paths.Add(new(use.Table, use.Column, use.Path));
            }

            foreach (var added in lake.Shredded.Add(paths))
            {
                Log.Kept(logger, added.Table, added.Column, added.Path);
            }

            Fill(stoppingToken);
        }
    }

    private void Fill(CancellationToken ct)
    {
        if (lake.Shredded.All.Any(p => !p.Complete))
        {
            Log.Filled(logger, lake.Shredded.Backfill(ct));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(20, LogLevel.Information, "{Table}.{Column} {Path} is kept in a column from now on")]
        public static partial void Kept(ILogger logger, string table, string column, string path);

        [LoggerMessage(21, LogLevel.Information, "{Count} paths are complete: queries read their columns")]
        public static partial void Filled(ILogger logger, int count);
    }
}
