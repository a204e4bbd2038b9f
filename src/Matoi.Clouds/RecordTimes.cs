using System.Text.Json;
using Matoi.Model;
using Matoi.Model.Sources;

namespace Matoi.Clouds;

/// <summary>Where the time of a record stands when its own field is missing.</summary>
internal static class RecordTimes
{
    /// <summary>The first of the fields that the record has, else Panther's <c>p_event_time</c>, else the time on the envelope.</summary>
    public static Problem? Time(this MapOutput output, SourceRecord record, out DateTimeOffset time, params ReadOnlySpan<string> fields)
    {
        foreach (var field in (ReadOnlySpan<string>)[.. fields, "p_event_time"])
        {
            if (record.Json.At(field) is { ValueKind: JsonValueKind.String or JsonValueKind.Number } value)
            {
                return output.Time(value, field, out time);
            }
        }

        time = record.Delivery?.Time ?? default;
        return record.Delivery?.Time is null ? output.Time(default(JsonElement), fields[0], out time) : null;
    }
}
