using Matoi.Kql.Relations;

namespace Matoi.Kql.Binding.Plugins;

/// <summary><c>session_count(id, time, start, end, bin, lookback [, dimensions])</c>.</summary>
internal static class SessionCounts
{
    /// <summary>Per bin with activity: sessions that had events in it. A session of an id goes on as long as no two of its events are further apart than the lookback.</summary>
    [Plugin("session_count")]
    public static Rel Bind(PluginCall call)
    {
        if (Activity.Read(call, 6) is not { } activity || activity.At(2, "the start") is not { } start || activity.At(3, "the end") is not { } end
            || activity.Length(4, "the bin") is not { } bin || activity.Length(5, "the lookback") is not { } lookback)
        {
            return Binder.Empty();
        }

        return activity.Slices([("count_sessions", KqlType.Long)], events => Rows(events, start, end, new(start, bin, null), lookback));
    }

    private static IEnumerable<object?[]> Rows(List<Activity.Event> events, long start, long end, Period bins, long lookback)
    {
        var sessions = new HashSet<(long Bin, string Id, int Session)>();
        foreach (var user in events.GroupBy(e => e.Id))
        {
            var (session, before) = (0, long.MinValue / 2);
            foreach (var time in user.Select(e => e.Time))
            {
                session += time - before > lookback ? 1 : 0;
                before = time;
                if (time >= start && time <= end)
                {
                    sessions.Add((bins.Bin(time), user.Key, session));
                }
            }
        }

        return sessions.GroupBy(s => s.Bin).OrderBy(b => b.Key).Select(b => new object?[] { b.Key, (long)b.Count() });
    }
}
