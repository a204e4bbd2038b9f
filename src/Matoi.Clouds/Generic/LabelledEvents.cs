using Matoi.Model;
using Matoi.Model.Lake;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Generic;

/// <summary>
/// Labelled test events of products that no other source knows, kept whole. An event that names no time at all gets 2000-01-01T00:00:00Z: what it says
/// matters to the rule under test, not when.
/// </summary>
[Source("generic.labelled", "Labelled test events", Order = 99, Summary = "Test events of detection rules, of log types that have no source of their own. Never claims anything else.")]
internal sealed class LabelledEvents : Source
{
    private static readonly JsonTable Table = new("LabelledEvents_CL", ("TimeGenerated:datetime", ""), ("LogType", "p_log_type"), ("Event:dynamic", ""));

    private static readonly string[] Times =
    [
        "p_event_time", "time", "timestamp", "Timestamp", "eventTime", "event_time", "EventTime", "created_at", "createdAt", "CreationTime", "creationtime", "published", "date_time", "date",
        "datetime", "ts", "@timestamp", "TimeGenerated", "ContextTimeStamp", "receiveTimestamp", "p_parse_time",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<LogTable> Tables { get; } = [Table];

    /// <inheritdoc/>
    public override bool Recognises(SourceRecord record) => record.IsLabelled && record.Json.ValueKind == System.Text.Json.JsonValueKind.Object;

    /// <inheritdoc/>
    public override Problem? Map(SourceRecord record, MapOutput output)
    {
        var time = Times.Select(name => EventTimes.Read(record.Json.At(name))).FirstOrDefault(found => found is not null && found < output.Now.AddDays(1)) ?? record.Delivery!.Time!.Value;
        var row = output.Row(Table, time, record);
        row.Set("Event", record.Json);
        if (record.Json.Text("p_log_type") is null)
        {
            row.Set("LogType", record.Delivery?.Name);
        }

        return null;
    }
}
