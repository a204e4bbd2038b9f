using Matoi.Kql.Relations;

namespace Matoi.Kql.Binding.Plugins;

/// <summary><c>activity_engagement(id, time [, start, end], inner window, outer window [, dimensions])</c>.</summary>
internal static class ActivityEngagement
{
    /// <summary>Per inner window with activity: its ids, those of the outer window that ends with it, and the ratio of both.</summary>
    [Plugin("activity_engagement")]
    public static Rel Bind(PluginCall call)
    {
        var bounded = Activity.IsBounded(call, 2);
        if (Activity.Read(call, bounded ? 6 : 4) is not { } activity)
        {
            return Binder.Empty();
        }

        var (start, end) = bounded ? (activity.At(2, "the start"), activity.At(3, "the end")) : (0L, long.MaxValue);
        var at = bounded ? 4 : 2;
        return start is null || end is null || activity.Length(at, "the inner window") is not { } inner || activity.Length(at + 1, "the outer window") is not { } outer
            ? Binder.Empty()
            : activity.Slices(
                [("dcount_activities_inner", KqlType.Long), ("dcount_activities_outer", KqlType.Long), ("activity_ratio", KqlType.Real)],
                events => Rows(events, start.Value, end.Value, new(start.Value, inner, null), outer));
    }

    private static IEnumerable<object?[]> Rows(List<Activity.Event> events, long start, long end, Period periods, long outer)
    {
        foreach (var bin in events.Where(e => e.Time >= start && e.Time <= end).GroupBy(e => periods.Bin(e.Time)))
        {
            var next = periods.Next(bin.Key);
            long inside = bin.DistinctBy(e => e.Id).Count();
            long around = events.Where(e => e.Time < next && e.Time >= next - outer).DistinctBy(e => e.Id).Count();
            yield return [bin.Key, inside, around, (double)inside / around];
        }
    }
}
