using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Plugins;

/// <summary><c>new_activity_metrics(id, time, start, end, window [, cohort] [, dimensions] [, lookback])</c>.</summary>
internal static class NewActivityMetrics
{
    /// <summary>For the ids first seen in a window, and every window from then on: how many are new there, how many of the first came back, how many did not.</summary>
    [Plugin("new_activity_metrics")]
    public static Rel Bind(PluginCall call)
    {
        if (call.Count > 5 && call.Binder.IsTable(call.Arguments[^1], call.Context.Scope, call.Input))
        {
            call.Binder.Refuse("new_activity_metrics with a lookback table", call.Arguments[^1].Span);
            return Binder.Empty();
        }

        var cohort = call.Count > 5 && !(call.Arguments[5] is NameExpr name && call.Input.Find(name.Name) is not null);
        if (Activity.Read(call, cohort ? 6 : 5) is not { } activity || activity.At(2, "the start") is not { } start || activity.At(3, "the end") is not { } end || activity.Periods(4, start) is not { } periods)
        {
            return Binder.Empty();
        }

        var only = cohort ? activity.At(5, "the cohort") : null;
        return cohort && only is null ? Binder.Empty() : activity.Slices(
            [("dcount_new_values", KqlType.Long), ("dcount_retained_values", KqlType.Long), ("dcount_churn_values", KqlType.Long), ("retention_rate", KqlType.Real), ("churn_rate", KqlType.Real)],
            events => Rows([.. events.Where(e => e.Time >= start && e.Time <= end)], start, end, periods, only is null ? null : periods.Bin(only.Value)),
            $"from_{activity.TimeName}",
            $"to_{activity.TimeName}");
    }

    private static IEnumerable<object?[]> Rows(List<Activity.Event> events, long start, long end, Period periods, long? only)
    {
        var bins = events.GroupBy(e => periods.Bin(e.Time)).ToDictionary(b => b.Key, b => b.Select(e => e.Id).ToHashSet(StringComparer.Ordinal));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var from in periods.From(start, end))
        {
            var cohort = bins.GetValueOrDefault(from, []).Where(seen.Add).ToHashSet(StringComparer.Ordinal);
            foreach (var to in cohort.Count == 0 || only is not null && only != from ? [] : periods.From(from, end))
            {
                var ids = bins.GetValueOrDefault(to, []);
                var fresh = to == from ? cohort.Count : ids.Count(i => !seen.Contains(i));
                var retained = ids.Count(cohort.Contains);
                yield return [from, to, (long)fresh, (long)retained, (long)(cohort.Count - retained), (double)retained / cohort.Count, 1 - (double)retained / cohort.Count];
            }
        }
    }
}
