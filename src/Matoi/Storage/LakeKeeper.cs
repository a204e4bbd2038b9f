using Matoi.Storage.Lake;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Matoi.Storage;

/// <summary>Hourly: seals finished days and drops what is past retention.</summary>
[DisallowConcurrentExecution]
internal sealed partial class LakeKeeper(DuckLake lake, TimeProvider clock, ILogger<LakeKeeper> logger) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        foreach (var segment in lake.Segments.Seal(today.AddDays(-lake.Options.SealAfterDays), now))
        {
            Log.Sealed(logger, segment.Table, segment.Day, segment.Rows, segment.Sha256);
        }

        foreach (var segment in lake.Segments.DropExpired(today))
        {
            Log.Dropped(logger, segment.Table, segment.Day, segment.Rows);
        }

        return ValueTask.CompletedTask;
    }

    private static partial class Log
    {
        [LoggerMessage(10, LogLevel.Information, "sealed {Table} {Day}: {Rows} rows, sha256 {Sha256}")]
        public static partial void Sealed(ILogger logger, string table, DateOnly day, long rows, string sha256);

        [LoggerMessage(11, LogLevel.Information, "dropped {Table} {Day} past retention: {Rows} rows")]
        public static partial void Dropped(ILogger logger, string table, DateOnly day, long rows);
    }
}
