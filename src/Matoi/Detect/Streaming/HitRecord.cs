using System.Globalization;
using System.Text.Json;
using Matoi.Model.Sources;

namespace Matoi.Detect.Streaming;

/// <summary>A record that rules have hit. Most hits only count: what the record is about is read when an alert or a kept hit asks for it.</summary>
/// <param name="source">Its source.</param>
/// <param name="record">The record; its bytes are copied.</param>
/// <param name="id">Its id in the lake.</param>
/// <param name="time">Time of the event.</param>
public sealed class HitRecord(Source source, SourceRecord record, UInt128 id, DateTimeOffset time)
{
    private readonly byte[] _bytes = record.Bytes.ToArray();
    private readonly Delivery? _delivery = record.Delivery;
    private RecordSubject? _subject;

    /// <summary>Its source.</summary>
    public Source Source => source;

    /// <summary>Its id in the lake.</summary>
    public UInt128 Id => id;

    /// <summary>Its id as correlations know it: 32 hexadecimal digits.</summary>
    public string Event { get; } = id.ToString("x32", CultureInfo.InvariantCulture);

    /// <summary>Time of the event.</summary>
    public DateTimeOffset Time => time;

    /// <summary>Whom and what it is about.</summary>
    public RecordSubject Subject => _subject ??= Read();

    private RecordSubject Read()
    {
        using var document = JsonDocument.Parse(_bytes);
        return source.Subject(new(document.RootElement, _bytes, Delivery: _delivery));
    }
}
