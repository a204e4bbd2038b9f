using System.Globalization;
using DuckDB.NET.Data;

namespace Matoi.Storage.Lake;

/// <summary>Gives the lake's engine more memory and threads while at least one query runs. Intake needs little, and most of the time nothing else runs.</summary>
internal sealed class QueryResources(DuckLake lake)
{
    private readonly Lock _lock = new();
    private int _running;

    /// <summary>Counts a query in; disposing counts it out.</summary>
    public IDisposable Enter()
    {
        lock (_lock)
        {
            if (_running++ == 0)
            {
                Set(Megabytes(lake.Options.QueryMemory), lake.Options.QueryThreads);
            }
        }

        return new Leaving(this);
    }

    private void Leave()
    {
        lock (_lock)
        {
            if (--_running == 0)
            {
                Set(lake.Options.MemoryLimit, lake.Options.Threads);
            }
        }
    }

    private void Set(string memory, int threads)
    {
        using var settings = lake.OpenReader();
        using var command = settings.CreateCommand();
#pragma warning disable CA2100 // Numbers of the options.
        command.CommandText = $"SET threads={threads.ToString(CultureInfo.InvariantCulture)}; SET memory_limit='{memory}'";
#pragma warning restore CA2100
        try
        {
            command.ExecuteNonQuery();
        }
        catch (DuckDBException e) when (e.Message.Contains("memory limit", StringComparison.OrdinalIgnoreCase))
        {
            // What cannot be freed now is freed after the next query.
        }
    }

    private static string Megabytes(long bytes) => $"{bytes / 1024 / 1024}MB";

    private sealed class Leaving(QueryResources resources) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                resources.Leave();
            }
        }
    }
}
