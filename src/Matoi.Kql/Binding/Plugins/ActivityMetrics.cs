using Matoi.Kql.Relations;

namespace Matoi.Kql.Binding.Plugins;

/// <summary><c>activity_metrics(id, time [, start, end], window [, dimensions])</c>.</summary>
internal static class ActivityMetrics
{
    /// <summary>Per window with activity, against the window right before it: ids, ids that are new, the share that came back and the share that did not.</summary>
    [Plugin("activity_metrics")]
    public static Rel Bind(PluginCall call)
    {
        var bounded = Activity.IsBounded(call, 1);
        if (Activity.Read(call, bounded ? 5 : 3) is not { } activity)
        {
            return Binder.Empty();
        }

        var (start, end) = bounded ? (activity.At(2, "the start"), activity.At(3, "the end")) : (0L, long.MaxValue);
        return start is null || end is null || activity.Periods(bounded ? 4 : 2, start.Value) is not { } periods
            ? Binder.Empty()
            : activity.Slices(
                [("dcount_values", KqlType.Long), ("dcount_newvalues", KqlType.Long), ("retention_rate", KqlType.Real), ("churn_rate", KqlType.Real)],
                events => Rows(events, start.Value, end.Value, periods));
    }

    private static IEnumerable<object?[]> Rows(List<Activity.Event> events, long start, long end, Period periods)
    {
        var before = new HashSet<string>();
        long? expected = null;
        foreach (var bin in events.Where(e => e.Time >= start && e.Time <= end).GroupBy(e => periods.Bin(e.Time)))
        {
            before = bin.Key == expected ? before : [];
            var ids = bin.Select(e => e.Id).ToHashSet(StringComparer.Ordinal);
            var retained = (double)ids.Count(before.Contains);
            yield return [bin.Key, (long)ids.Count, ids.Count - (long)retained, retained / before.Count, 1 - retained / before.Count];
            (before, expected) = (ids, periods.Next(bin.Key));
        }
    }
}
