using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Matoi.Kql.Functions.Time;

/// <summary>Times of zones by their IANA name, such as <c>Europe/Vienna</c>; null for a zone that is not known here.</summary>
internal static class TimeZones
{
    private static readonly ConcurrentDictionary<string, TimeZoneInfo?> Known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>True when the zone is known here.</summary>
    public static bool Exists(string zone) => Find(zone) is not null;

    /// <summary>What clocks in a zone show at a time.</summary>
    [KqlFunction("_datetime_utc_to_local")]
    public static DateTime? ToLocal(DateTime from, string timezone) => Find(timezone) is { } zone ? Ticks.Time((Int128)from.Ticks + zone.GetUtcOffset(from).Ticks) : null;

    /// <summary>When clocks in a zone show a time; of a time that is shown twice, in standard time.</summary>
    [KqlFunction("_datetime_local_to_utc")]
    public static DateTime? ToUtc(DateTime from, string timezone)
        => Find(timezone) is { } zone ? Ticks.Time((Int128)from.Ticks - zone.GetUtcOffset(DateTime.SpecifyKind(from, DateTimeKind.Unspecified)).Ticks) : null;

    /// <summary>The zones that are known here.</summary>
    [KqlFunction("datetime_list_timezones")]
    public static JsonNode? All() => new JsonArray([.. TimeZoneInfo.GetSystemTimeZones().Select(z => (JsonNode?)JsonValue.Create(z.Id))]);

    private static TimeZoneInfo? Find(string zone) => zone.Length is 0 or > 64 ? null : Known.GetOrAdd(zone, static z => TimeZoneInfo.TryFindSystemTimeZoneById(z, out var found) ? found : null);
}
