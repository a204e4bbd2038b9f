using DuckDB.NET.Data;

namespace Matoi.Kql.DuckDb;

/// <summary>
/// Stops a statement once a token is cancelled. The engine forgets an interruption that comes before the statement has begun, so that it is repeated until the
/// statement has ended, which disposing of this tells.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly ManualResetEventSlim _ended = new();
    private readonly CancellationTokenRegistration _registration;
    private Task _repeating = Task.CompletedTask;

    /// <summary>Watches the token from now on.</summary>
    public Interruption(DuckDBCommand command, CancellationToken cancel) => _registration = cancel.Register(() => _repeating = Task.Run(() => Repeat(command), CancellationToken.None));

    /// <summary>The statement has ended.</summary>
    public void Dispose()
    {
        _ended.Set();
        _registration.Dispose();
        _repeating.Wait(CancellationToken.None);
        _ended.Dispose();
    }

    private void Repeat(DuckDBCommand command)
    {
        do
        {
            command.Cancel();
        }
        while (!_ended.Wait(Pause));
    }
}
