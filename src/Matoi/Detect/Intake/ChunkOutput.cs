using Matoi.Model.Alerts;
using Matoi.Model.Lake;
using Matoi.Model.Sources;

namespace Matoi.Detect.Intake;

/// <summary>Collects what sources map out of one chunk; a record that is refused half-way leaves nothing behind.</summary>
internal sealed class ChunkOutput(RowBatchPool pool, TimeProvider clock) : MapOutput
{
    private readonly Dictionary<(LogTable Table, string Source), RowBatch> _open = [];
    private readonly List<(RowBatch Batch, int Row)> _rows = [];
    private readonly List<Alert> _alerts = [];
    private string _source = "";
    private DateTimeOffset _eventTime;

    public MappedChunk Chunk { get; } = new();

    public override DateTimeOffset Now { get; } = clock.GetUtcNow();

    public override RowWriter Row(LogTable table, DateTimeOffset eventTime, SourceRecord record, ReadOnlySpan<byte> identity = default)
    {
        if (!_open.TryGetValue((table, _source), out var batch) || batch.IsFull)
        {
            batch = pool.Rent(table, _source);
            _open[(table, _source)] = batch;
            Chunk.Batches.Add(batch);
        }

        _rows.Add((batch, batch.Rows));
        _eventTime = eventTime;
        return batch.Add(RecordId(identity.IsEmpty ? record.Bytes.Span : identity), eventTime, record.Bytes.Span);
    }

    public override void Alert(Alert alert)
        => _alerts.Add(alert with { Entities = [.. alert.Entities.Where(e => e is not null).DistinctBy(e => e.Key)] });

    public void Begin(string source, SourceRecord record)
    {
        _source = source;
        Delivery = record.Delivery;
        _eventTime = default;
        _rows.Clear();
        _alerts.Clear();
    }

    public void Accept(SourceRecord record)
    {
        var id = _rows.Count > 0 ? _rows[^1].Batch.Ids[_rows[^1].Row] : RecordId(record.Bytes.Span);
        Chunk.Alerts.AddRange(_alerts.Select(alert => new RaisedAlert(alert, id)));
        var time = _alerts.Count > 0 ? _alerts[^1].LastSeen : _eventTime;
        if (!Chunk.LastEvent.TryGetValue(_source, out var last) || time > last)
        {
            Chunk.LastEvent[_source] = time;
        }
    }

    public void DropRecord()
    {
        foreach (var (batch, row) in _rows)
        {
            batch.Skip[row] = true;
        }
    }
}
