namespace Matoi.Sigma.Correlating;

/// <summary>Conditions with a lower end alone: true as soon as enough hits have come.</summary>
internal sealed class Rising(CorrelationLimits limits)
{
    private readonly Chains _chains = new(limits);

    /// <summary>Takes the hit; the window that now meets the condition, or null.</summary>
    public Window? Take(Group group, in Kept hit) => group.Correlation.Rule.Type switch
    {
        CorrelationType.TemporalOrdered => _chains.Take(group, hit),
        CorrelationType.ValueSum => Sum(group, hit),
        _ => Count(group, hit),
    };

    private Window? Count(Group group, in Kept hit)
    {
        if (group.Correlation.Distinct && !IsLatest(group, hit))
        {
            return null;
        }

        var place = group.Insert(hit);
        var (needed, span) = (group.Correlation.Needed, group.Correlation.Span);
        var hits = group.Hits;
        for (var from = Math.Max(0, place - needed + 1); place >= 0 && from <= Math.Min(place, hits.Length - needed); from++)
        {
            if (hits[from + needed - 1].Time - hits[from].Time <= span)
            {
                var to = group.From(hits[from].Time + span + 1);
                return new(hits[from].Time, hits[to - 1].Time, to - from, group.Events(from, to, limits.Events));
            }
        }

        // Those further back cannot be in a window with what comes next; the slack is for hits that come late.
        group.Remove(0, group.Count > needed + (needed / 2) + 8 ? group.Count - needed : 0);
        return null;
    }

    /// <summary>Of each value the last hit counts: takes out an earlier one; false when there is one as late already.</summary>
    private static bool IsLatest(Group group, in Kept hit)
    {
        var hits = group.Hits;
        for (var i = 0; i < hits.Length; i++)
        {
            if (hits[i].Value != hit.Value)
            {
                continue;
            }

            if (hits[i].Time >= hit.Time)
            {
                return false;
            }

            group.Remove(i, i + 1);
            return true;
        }

        return true;
    }

    private Window? Sum(Group group, in Kept hit)
    {
        var place = group.Insert(hit);
        var span = group.Correlation.Span;
        var hits = group.Hits;
        for (var last = place; last >= 0 && last < hits.Length && hits[last].Time - hit.Time <= span; last++)
        {
            var from = group.From(hits[last].Time - span);
            var sum = 0.0;
            for (var i = from; i <= last; i++)
            {
                sum += hits[i].Number;
            }

            if (group.Correlation.Holds(sum))
            {
                return new(hits[from].Time, hits[last].Time, sum, group.Events(from, last + 1, limits.Events));
            }
        }

        group.Remove(0, group.Count > limits.PerKey ? Math.Max(1, limits.PerKey / 8) : 0);
        return null;
    }
}
