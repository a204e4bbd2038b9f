namespace Matoi.Sigma.Correlating;

/// <summary>Conditions that only the end of a window decides; a window starts at a group's first hit that is in no other.</summary>
internal sealed class Closing(CorrelationLimits limits)
{
    /// <summary>Takes the hit for the group's windows; false when one that it belongs to has passed, or the group keeps no more.</summary>
    public bool Take(Group group, in Kept hit, long now)
    {
        var open = group.Count > 0 ? group.Hits[0].Time : long.MaxValue;
        var inside = hit.Time >= open && hit.Time - open <= group.Correlation.Span;
        if (hit.Time < now && !inside)
        {
            return false;
        }

        if (inside && group.Count >= group.Correlation.Most(limits) && !MakeRoom(group))
        {
            return false;
        }

        group.Insert(hit);
        return true;
    }

    /// <summary>Ends the group's first window: its hits leave; what it was if it meets the condition.</summary>
    public Window? Close(Group group)
    {
        var hits = group.Hits[..group.From(group.Hits[0].Time + group.Correlation.Span + 1)];
        var number = Number(group.Correlation, hits);
        Window? window = group.Correlation.Holds(number) ? new(hits[0].Time, hits[^1].Time, number, group.Events(0, hits.Length, limits.Events)) : null;
        group.Remove(0, hits.Length);
        group.Saturated = false;
        return window;
    }

    /// <summary>Keeps the first hit of each value in the window that is open.</summary>
    private bool MakeRoom(Group group)
    {
        if (!group.Correlation.Distinct || group.Saturated)
        {
            return false;
        }

        var seen = new HashSet<long>();
        var again = new bool[group.Count];
        for (var i = 0; i < again.Length && group.Hits[i].Time - group.Hits[0].Time <= group.Correlation.Span; i++)
        {
            again[i] = !seen.Add(group.Hits[i].Value);
        }

        group.Remove(again);
        group.Saturated = seen.Count > group.Correlation.Most(limits) / 2;
        return group.Count < group.Correlation.Most(limits);
    }

    private static double Number(Prepared correlation, ReadOnlySpan<Kept> hits)
    {
        switch (correlation.Rule.Type)
        {
            case CorrelationType.EventCount:
                return hits.Length;
            case CorrelationType.TemporalOrdered:
                return Chains.Longest(hits, correlation.Rule.Rules.Count);
            case CorrelationType.ValueCount or CorrelationType.Temporal:
                var different = new HashSet<long>();
                foreach (var hit in hits)
                {
                    different.Add(hit.Value);
                }

                return different.Count;
        }

        var numbers = new double[hits.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = hits[i].Number;
        }

        return correlation.Rule.Type switch
        {
            CorrelationType.ValueSum => numbers.Sum(),
            CorrelationType.ValueAverage => numbers.Sum() / numbers.Length,
            _ => Percentile(numbers, correlation.Rule.Percentile),
        };
    }

    /// <summary>The smallest number that so many of a hundred do not exceed: one that really came.</summary>
    private static double Percentile(double[] numbers, double percentile)
    {
        Array.Sort(numbers);
        return numbers[Math.Max(0, (int)Math.Ceiling(percentile / 100 * numbers.Length) - 1)];
    }
}
