using Matoi.Kql.Relations;

namespace Matoi.Kql.Binding.Plugins;

/// <summary><c>activity_counts_metrics(id, time, start, end, window [, dimensions])</c>.</summary>
internal static class ActivityCounts
{
    /// <summary>Per window with activity: events, ids, ids not seen in any window before, and all ids so far.</summary>
    [Plugin("activity_counts_metrics")]
    public static Rel Bind(PluginCall call)
    {
        if (Activity.Read(call, 5) is not { } activity || activity.At(2, "the start") is not { } start || activity.At(3, "the end") is not { } end || activity.Periods(4, start) is not { } periods)
        {
            return Binder.Empty();
        }

        return activity.Slices([("count", KqlType.Long), ("dcount", KqlType.Long), ("new_dcount", KqlType.Long), ("aggregated_dcount", KqlType.Long)], events => Rows(events, start, end, periods));
    }

    private static IEnumerable<object?[]> Rows(List<Activity.Event> events, long start, long end, Period periods)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var bin in events.Where(e => e.Time >= start && e.Time <= end).GroupBy(e => periods.Bin(e.Time)))
        {
            var ids = bin.Select(e => e.Id).ToHashSet(StringComparer.Ordinal);
            var fresh = ids.Count(seen.Add);
            yield return [bin.Key, bin.Sum(e => e.Count), (long)ids.Count, (long)fresh, (long)seen.Count];
        }
    }
}
