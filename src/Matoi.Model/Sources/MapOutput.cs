using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Matoi.Model.Alerts;
using Matoi.Model.Lake;

namespace Matoi.Model.Sources;

/// <summary>Collects the rows and alerts of records while a source maps them.</summary>
public abstract class MapOutput
{
    /// <summary>
    /// Starts a row. <paramref name="identity"/> is what makes the record itself (its event id and time), so that a redelivery in another envelope is known
    /// as the same; empty takes the record's bytes.
    /// </summary>
    public abstract RowWriter Row(LogTable table, DateTimeOffset eventTime, SourceRecord record, ReadOnlySpan<byte> identity = default);

    /// <summary>Adds an alert that this record raises or brings up to date. Entities that are null or repeated are dropped.</summary>
    public abstract void Alert(Alert alert);

    /// <summary>Now; a record from more than a day after it is refused.</summary>
    public abstract DateTimeOffset Now { get; }

    /// <summary>How the record that is being mapped came; its time stands in for a record's own missing time.</summary>
    protected Delivery? Delivery { get; set; }

    /// <summary>Reads the record's time, or says why it has none: <c>missing-time</c>, <c>wrong-type</c>, <c>future-time</c>.</summary>
    public Problem? Time(JsonElement value, string field, out DateTimeOffset time)
        => Check(EventTimes.Read(value), field, out time)
            ?? (time == default ? StandIn(value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? null : value.ToString(), field, out time) : null);

    /// <summary>The same for a time that was found as text.</summary>
    public Problem? Time(string? text, string field, out DateTimeOffset time)
        => Check(EventTimes.Read(text), field, out time) ?? (time == default ? StandIn(text, field, out time) : null);

    private Problem? Check(DateTimeOffset? read, string field, out DateTimeOffset time)
    {
        time = read ?? default;
        return read > Now.AddDays(1)
            ? new("future-time", $"{field} is {read:yyyy-MM-ddTHH:mm:ssZ}, more than a day ahead of this machine's clock; check both clocks, then retry", field)
            : null;
    }

    private Problem? StandIn(string? text, string field, out DateTimeOffset time)
    {
        // What a labelled test event says matters, not when: its time may be any words. A live record with an unreadable time is broken.
        var known = string.IsNullOrEmpty(text) || Delivery is { Kind: Delivery.Labelled } ? Delivery?.Time : null;
        time = known ?? default;
        return known is null ? Unreadable(text, field) : null;
    }

    private static Problem Unreadable(string? text, string field) => string.IsNullOrEmpty(text)
        ? new("missing-time", $"the record has no {field}, so it has no place in time; fix the producer or map another field", field)
        : new("wrong-type", $"{field} is '{(text.Length > 60 ? text[..60] + "…" : text)}', not a time; expected ISO 8601 or seconds since the epoch", field);

    /// <summary>Starts a row of a JSON table and fills every mapped column. Without identity the record's own bytes are it.</summary>
    public RowWriter Row(JsonTable table, DateTimeOffset eventTime, SourceRecord record, params ReadOnlySpan<string?> identity)
    {
        var row = Row(table, eventTime, record, identity.IsEmpty ? default : Encoding.UTF8.GetBytes(string.Join('\n', identity!)));
        table.Fill(record.Json, row);
        row.Set("TimeGenerated", eventTime);
        return row;
    }

    /// <summary>128-bit id of a record: the first half of the SHA-256 of what identifies it.</summary>
    public static UInt128 RecordId(ReadOnlySpan<byte> identity)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(identity, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
