using DuckDB.NET.Data;

namespace Matoi.Kql.DuckDb;

/// <summary>
/// Stops a command when its query is cancelled, and goes on until it is disposed: the engine forgets an interruption that comes between planning a statement and
/// running it, and the statement would then run to its end.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(100);
    private readonly DuckDBCommand _command;
    private readonly CancellationTokenRegistration _stop;
    private readonly Lock _lock = new();
    private Timer? _timer;
    private bool _done;

    /// <summary>Watches over a command that is about to run.</summary>
    public Interruption(DuckDBCommand command, CancellationToken cancel)
    {
        _command = command;
        _stop = cancel.Register(Begin);
    }

    /// <summary>The command has ended, however it did.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _done = true;
            _timer?.Dispose();
        }

        _stop.Dispose();
    }

    private void Begin()
    {
        lock (_lock)
        {
            _timer = _done ? null : new(_ => Interrupt(), null, TimeSpan.Zero, Again);
        }
    }

    private void Interrupt()
    {
        lock (_lock)
        {
            if (!_done)
            {
                _command.Cancel();
            }
        }
    }
}
