using System.Text.Json;
using Matoi.Model;
using Matoi.Model.Sources;

namespace Matoi.Clouds;

/// <summary>The time and the identity of records that lack their own, or, as a rule's labelled test events do, share them with others.</summary>
internal static class RecordTimes
{
    /// <summary>The provider's id of the record, null parts allowed behind the first; nothing, so that the record's bytes are its identity, without one.</summary>
    public static string?[] OwnId(this SourceRecord record, params string?[] id) => id[0] is null || record.IsLabelled ? [] : id;

    /// <summary>The first of the fields that the record has, else the time of its delivery.</summary>
    public static Problem? Time(this MapOutput output, SourceRecord record, out DateTimeOffset time, params ReadOnlySpan<string> fields)
    {
        foreach (var field in fields)
        {
            if (record.Json.At(field) is { ValueKind: JsonValueKind.String or JsonValueKind.Number } value)
            {
                return output.Time(value, field, out time);
            }
        }

        // Of the wrong kind: that is what the sender must be told, not that it is missing.
        foreach (var field in fields)
        {
            if (record.Json.At(field) is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } value)
            {
                return output.Time(value, field, out time);
            }
        }

        return output.Time(default(JsonElement), fields[0], out time);
    }
}
