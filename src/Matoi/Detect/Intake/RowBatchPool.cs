using System.Collections.Concurrent;
using Matoi.Model.Lake;

namespace Matoi.Detect.Intake;

/// <summary>Hands out empty row batches and takes used ones back, a few per table.</summary>
internal sealed class RowBatchPool
{
    private const int KeptPerTable = 32;
    private readonly ConcurrentDictionary<string, ConcurrentBag<RowBatch>> _free = new();

    public RowBatch Rent(LogTable table, string source)
        => _free.TryGetValue(table.Name, out var bag) && bag.TryTake(out var batch) && batch.Table == table
            ? batch.ReuseFor(source)
            : new(table, source);

    public void Return(RowBatch batch)
    {
        batch.Clear();
        var bag = _free.GetOrAdd(batch.Table.Name, _ => []);
        if (bag.Count < KeptPerTable)
        {
            bag.Add(batch);
        }
    }
}
