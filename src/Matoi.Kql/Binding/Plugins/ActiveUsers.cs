using Matoi.Kql.Relations;

namespace Matoi.Kql.Binding.Plugins;

/// <summary><c>active_users_count(id, time, start, end, lookback, period, active periods, bin [, dimensions])</c>.</summary>
internal static class ActiveUsers
{
    /// <summary>Per bin: ids that at some time in it had been there in so many periods of the lookback before, that time included.</summary>
    [Plugin("active_users_count")]
    public static Rel Bind(PluginCall call)
    {
        if (Activity.Read(call, 8) is not { } activity
            || activity.At(2, "the start") is not { } start || activity.At(3, "the end") is not { } end || activity.Length(4, "the lookback") is not { } lookback
            || activity.Length(5, "the period") is not { } period || call.Fixed(6, KqlType.Long, "the number of active periods") is not { Value: long least } || activity.Periods(7, start) is not { } bins)
        {
            return Binder.Empty();
        }

        return activity.Slices([("dcount", KqlType.Long)], events => Rows(events, start, end, lookback, new(0, period, null), least, bins));
    }

    private static IEnumerable<object?[]> Rows(List<Activity.Event> events, long start, long end, long lookback, Period period, long least, Period bins)
    {
        var active = new HashSet<(long Bin, string Id)>();
        foreach (var user in events.GroupBy(e => e.Id))
        {
            var times = user.Select(e => e.Time).ToList();
            var first = 0;
            for (var i = 0; i < times.Count; i++)
            {
                while (times[first] <= times[i] - lookback)
                {
                    first++;
                }

                if (times[i] >= start && times[i] <= end && times[first..(i + 1)].Select(period.Bin).Distinct().Count() >= least)
                {
                    active.Add((bins.Bin(times[i]), user.Key));
                }
            }
        }

        return active.GroupBy(a => a.Bin).OrderBy(b => b.Key).Select(b => new object?[] { b.Key, (long)b.Count() });
    }
}
