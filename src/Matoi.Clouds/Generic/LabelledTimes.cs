using System.Text.Json;
using Matoi.Model;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Generic;

/// <summary>
/// Times of records that carry none of their own: the time on the envelope, or, for labelled test events only, a fixed instant, because what a test event
/// says matters there and not when.
/// </summary>
internal static class LabelledTimes
{
    /// <summary>The time of labelled test events that name none: 2000-01-01T00:00:00Z.</summary>
    public static DateTimeOffset Fallback { get; } = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>True when the record is an event out of a rule's tests.</summary>
    public static bool IsLabelled(this SourceRecord record) => record.Delivery?.Kind == "labelled";

    /// <summary>The time for a record whose <paramref name="field"/> is missing.</summary>
    public static Problem? Time(SourceRecord record, MapOutput output, string field, out DateTimeOffset time)
    {
        if (EventTimes.Read(record.Json.At("p_event_time")) is { } stamped)
        {
            time = stamped;
            return null;
        }

        if ((record.Delivery?.Time ?? (record.IsLabelled() ? Fallback : null)) is { } known)
        {
            time = known;
            return null;
        }

        return output.Time(default(JsonElement), field, out time);
    }
}
