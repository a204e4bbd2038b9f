using System.Text.Json;
using Matoi.Model;
using Matoi.Model.Sources;

namespace Matoi.Clouds;

/// <summary>The time and the identity of records that lack their own, or, as a rule's labelled test events do, share them with others.</summary>
internal static class RecordTimes
{
    // What a test event says matters, not when.
    private static readonly DateTimeOffset Untimed = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The provider's id of the record, null parts allowed behind the first; nothing, so that the record's bytes are its identity, without one.</summary>
    public static string?[] OwnId(this SourceRecord record, params string?[] id) => id[0] is null || IsLabelled(record) ? [] : id;

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

        var known = record.Delivery?.Time ?? (IsLabelled(record) ? Untimed : null);
        time = known ?? default;
        return known is null ? output.Time(default(JsonElement), fields[0], out time) : null;
    }

    private static bool IsLabelled(SourceRecord record) => record.Delivery?.Kind == "labelled";
}
