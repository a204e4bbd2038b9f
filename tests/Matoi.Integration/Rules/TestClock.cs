namespace Matoi.Integration.Rules;

/// <summary>A clock that stands where the test puts it.</summary>
internal sealed class TestClock(DateTimeOffset start) : TimeProvider
{
    private long _ticks = start.UtcTicks;

    public DateTimeOffset Now { get => new(Interlocked.Read(ref _ticks), TimeSpan.Zero); set => Interlocked.Exchange(ref _ticks, value.UtcTicks); }

    public override DateTimeOffset GetUtcNow() => Now;
}
