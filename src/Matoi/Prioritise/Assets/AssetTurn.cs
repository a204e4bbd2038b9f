namespace Matoi.Prioritise.Assets;

/// <summary>Lets one at a time change assets: an import and a plan that is applied would otherwise undo each other's work.</summary>
public sealed class AssetTurn : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Waits for the turn; disposing what it gives ends it.</summary>
    public async Task<IDisposable> TakeAsync(CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        return new Taken(_one);
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private sealed class Taken(SemaphoreSlim one) : IDisposable
    {
        public void Dispose() => one.Release();
    }
}
