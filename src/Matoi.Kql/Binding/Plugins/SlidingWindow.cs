using Matoi.Kql.Relations;

namespace Matoi.Kql.Binding.Plugins;

/// <summary><c>sliding_window_counts(id, time, start, end, lookback, bin [, dimensions])</c>.</summary>
internal static class SlidingWindow
{
    /// <summary>Per bin that any event reaches: events and ids of the lookback that ends with it.</summary>
    [Plugin("sliding_window_counts")]
    public static Rel Bind(PluginCall call)
    {
        if (Activity.Read(call, 6) is not { } activity || activity.At(2, "the start") is not { } start || activity.At(3, "the end") is not { } end
            || activity.Length(4, "the lookback") is not { } lookback || activity.Periods(5, start) is not { } bins)
        {
            return Binder.Empty();
        }

        return activity.Slices([("Count", KqlType.Long), ("Dcount", KqlType.Long)], events => Rows(events, start, end, lookback, bins));
    }

    private static IEnumerable<object?[]> Rows(List<Activity.Event> events, long start, long end, long lookback, Period bins)
    {
        foreach (var bin in bins.From(start, end))
        {
            var inside = events.Where(e => bins.Bin(e.Time) is var own && own <= bin && own > bin - lookback).ToList();
            if (inside.Count > 0)
            {
                yield return [bin, inside.Sum(e => e.Count), (long)inside.DistinctBy(e => e.Id).Count()];
            }
        }
    }
}
