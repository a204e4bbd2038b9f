using System.Text.Json;
using Matoi.Model;
using Matoi.Model.Lake;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Generic;

/// <summary>Windows events as JSON, into Sentinel's <c>WindowsEvent</c>: the event's XML written as JSON (evtx tools), Winlogbeat and NXLog.</summary>
[Source("generic.windows-event", "Windows events", Summary = "JSON of evtx dumps ({\"Event\":{\"System\":…}}), Winlogbeat ({\"winlog\":…}) and NXLog (EventID, SourceModuleName).")]
internal sealed class WindowsEvent : Source
{
    private static readonly JsonTable Table = new("WindowsEvent",
        ("TimeGenerated:datetime", ""),
        ("TimeCreated:datetime", ""),
        ("Provider", "Event.System.Provider.#attributes.Name|Event.System.Provider.Name|winlog.provider_name|SourceName"),
        ("Channel", "Event.System.Channel|winlog.channel|Channel"),
        ("Computer", "Event.System.Computer|winlog.computer_name|Hostname"),
        ("EventID:int", "Event.System.EventID|Event.System.EventID.#text|winlog.event_id|EventID"),
        ("Task:int", "Event.System.Task|Task"),
        ("Opcode", "Event.System.Opcode|winlog.opcode|OpcodeValue"),
        ("EventLevel:int", "Event.System.Level|SeverityValue"),
        ("EventLevelName", "log.level|Severity"),
        ("EventRecordId", "Event.System.EventRecordID|winlog.record_id|RecordNumber"),
        ("Keywords", "Event.System.Keywords|winlog.keywords|Keywords"),
        ("Version:int", "Event.System.Version|winlog.version|Version"),
        ("Correlation", "Event.System.Correlation.#attributes.ActivityID|winlog.activity_id|ActivityID"),
        ("SystemUserId", "Event.System.Security.#attributes.UserID|winlog.user.identifier|UserID"),
        ("SystemProcessId:int", "Event.System.Execution.#attributes.ProcessID|winlog.process.pid|ExecutionProcessID"),
        ("SystemThreadId:int", "Event.System.Execution.#attributes.ThreadID|winlog.process.thread.id|ThreadID"),
        ("EventData:dynamic", "Event.EventData|Event.UserData|winlog.event_data|winlog.user_data"));

    private static readonly string[] Times = ["Event.System.TimeCreated.#attributes.SystemTime", "Event.System.TimeCreated.SystemTime", "@timestamp", "EventTime", "EventReceivedTime"];

    /// <inheritdoc/>
    public override IReadOnlyList<LogTable> Tables { get; } = [Table];

    /// <inheritdoc/>
    public override bool Recognises(SourceRecord record)
        => record.Has("Event") ? record.Json.At("Event.System").ValueKind == JsonValueKind.Object
            : record.Has("winlog") ? record.Json.At("winlog.channel").ValueKind == JsonValueKind.String
            : IsNxLog(record);

    /// <inheritdoc/>
    public override RecordSubject Subject(SourceRecord record) => WindowsSubject.Of(record.Json);

    /// <inheritdoc/>
    public override Problem? Map(SourceRecord record, MapOutput output)
    {
        var json = record.Json;
        var field = Times.FirstOrDefault(path => json.At(path).ValueKind is JsonValueKind.String or JsonValueKind.Number) ?? Times[0];
        if (output.Time(json.At(field), field, out var time) is { } problem)
        {
            return problem;
        }

        var row = output.Row(Table, time, record);
        row.Set("TimeCreated", time);
        if (json.Text("Event.System.Level") is { } level)
        {
            row.Set("EventLevelName", level switch { "1" => "Critical", "2" => "Error", "3" => "Warning", "4" or "0" => "Information", "5" => "Verbose", _ => null });
        }

        if (IsNxLog(record))
        {
            row.Set("EventData", json);
        }

        return null;
    }

    private static bool IsNxLog(SourceRecord record) => record.Has("EventID", "Channel", "Hostname") && (record.Has("EventTime") || record.Has("EventReceivedTime"));
}
