using System.Text.Json;
using Matoi.Detect.Streaming;
using Matoi.Model;
using Matoi.Model.Alerts;
using Matoi.Model.Lake;
using Matoi.Model.Sources;

namespace Matoi.Detect.Intake;

/// <summary>Collects what sources map out of one chunk; a record that is refused half-way leaves nothing behind.</summary>
internal class ChunkOutput(RowBatchPool pool, TimeProvider clock, StreamDetector? detector = null) : MapOutput
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

    /// <summary>Lets the source map the record; what it added stays only when it has no problem with it.</summary>
    public virtual void Map(Source source, SourceRecord record, long offset)
    {
        Begin(source.Id, record);
        Chunk.Read[source.Id] = Chunk.Read.GetValueOrDefault(source.Id) + 1;
        Problem? problem;
        try
        {
            problem = source.Map(record, this);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A value of a kind that the source did not expect: this record's fault, not the batch's.
            problem = new("wrong-type", $"{source.Id} cannot read this record: {e.Message}");
        }

        if (problem is null)
        {
            Accept(source, record);
        }
        else
        {
            DropRecord();
            Chunk.Refusals.Add(new(source.Id, offset, problem, record.Bytes.ToArray()));
        }
    }

    /// <summary>Refuses bytes that no source has taken.</summary>
    public virtual void Refuse(long offset, Problem problem, ReadOnlyMemory<byte> bytes, string? file = null)
    {
        Chunk.Read[""] = Chunk.Read.GetValueOrDefault("") + 1;
        Chunk.Refusals.Add(new("", offset, problem, bytes.ToArray(), file));
    }

    private void Begin(string source, SourceRecord record)
    {
        _source = source;
        Delivery = record.Delivery;
        _eventTime = default;
        _rows.Clear();
        _alerts.Clear();
    }

    private void Accept(Source source, SourceRecord record)
    {
        var id = _rows.Count > 0 ? _rows[^1].Batch.Ids[_rows[^1].Row] : RecordId(record.Bytes.Span);
        Chunk.Alerts.AddRange(_alerts.Select(alert => new RaisedAlert(alert, id)));
        if (detector is not null && record.Json.ValueKind == JsonValueKind.Object && _eventTime != default)
        {
            var hits = detector.Match(source, record, id, _eventTime);
            Chunk.Hits.AddRange(hits);
            Chunk.Alerts.AddRange(detector.Alerts(hits));
        }

        var time = _alerts.Count > 0 ? _alerts[^1].LastSeen : _eventTime;
        if (!Chunk.LastEvent.TryGetValue(_source, out var last) || time > last)
        {
            Chunk.LastEvent[_source] = time;
        }
    }

    private void DropRecord()
    {
        foreach (var (batch, row) in _rows)
        {
            batch.Skip[row] = true;
        }
    }
}
