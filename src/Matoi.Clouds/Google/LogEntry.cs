using System.Text.Json;
using Matoi.Model;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Google;

/// <summary>What all entries of Cloud Logging share (google.logging.v2.LogEntry); tools between Google and us write some names in lower case.</summary>
internal static class LogEntry
{
    /// <summary><c>projects/p/logs/cloudaudit.googleapis.com%2Factivity</c>; null when the JSON is no log entry.</summary>
    public static string? Name(JsonElement json)
        => (json.Text("logName") ?? json.Text("logname")) is { } name && name.Contains("/logs/", StringComparison.Ordinal) ? name : null;

    /// <summary>True when the entry's log belongs to the service (<c>cloudaudit.googleapis.com</c>) and, if given, has this name there.</summary>
    public static bool IsOf(JsonElement json, string service, string log = "")
        => Name(json) is { } name && name.Contains("/logs/" + service, StringComparison.Ordinal) && name.EndsWith(log, StringComparison.Ordinal);

    /// <summary>A payload or other member by its name, whichever case it came in.</summary>
    public static JsonElement Member(JsonElement json, string name)
        => json.At(name) is { ValueKind: not JsonValueKind.Undefined } member ? member : json.At(name.ToLowerInvariant());

    /// <summary>The <c>@type</c> of a payload; tools that cannot keep the sign spell it out.</summary>
    public static string? Type(JsonElement payload) => payload.Text("@type") ?? payload.Text("at_sign_type") ?? payload.Text("at_type");

    /// <summary>The Google project (or folder, organisation) the entry is about.</summary>
    public static string? Project(JsonElement json)
        => json.Text("resource.labels.project_id") ?? (Name(json)?.Split('/') is ["projects", var project, ..] ? project : null);

    /// <summary>When the event happened; when that is missing, when it was received or published, at the last here: <c>timestamp</c> is optional in a LogEntry.</summary>
    public static Problem? Time(SourceRecord record, MapOutput output, out DateTimeOffset time)
    {
        var json = record.Json;
        foreach (var name in (ReadOnlySpan<string>)["timestamp", "receiveTimestamp", "receivetimestamp"])
        {
            if (json.At(name) is { ValueKind: JsonValueKind.String } value && (!record.IsLabelled || EventTimes.Read(value) is not null))
            {
                return output.Time(value, name, out time);
            }
        }

        time = record.Delivery?.Time ?? output.Now;
        return null;
    }

    /// <summary>What an alert of this entry is known by when the product gives no id: never the time of receipt, which differs with every delivery.</summary>
    public static string AlertRef(SourceRecord record, string what)
        => record.Json.Text("insertId") ?? $"{what}:{record.Json.Text("timestamp") ?? $"{MapOutput.RecordId(record.Bytes.Span):x}"}";

    /// <summary>Cloud Logging's own rule for equal entries: log, timestamp and insert id.</summary>
    public static string?[] Identity(SourceRecord record)
    {
        var json = record.Json;
        return !record.IsLabelled && (json.Text("insertId") ?? json.Text("insertid")) is { Length: > 0 } id
            ? [Name(json), json.Text("timestamp"), id]
            : [];
    }
}
