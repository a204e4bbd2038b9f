namespace Matoi.Sigma.Correlating;

/// <summary>
/// Rules that hit one after the other. For each rule and each length of a chain that ends in it, the chain that started last is the one
/// with the most time left; hits that are in no such chain only serve hits that come late, and go when there are too many.
/// </summary>
internal sealed class Chains(CorrelationLimits limits)
{
    private readonly record struct Link(long Start, int Before);

    private const int Slack = 64;

    private Link[] _links = [];

    private int[] _best = [];

    /// <summary>Takes the hit; the window of the chain that is long enough now, or null.</summary>
    public Window? Take(Group group, in Kept hit)
    {
        var (correlation, needed, rules) = (group.Correlation, group.Correlation.Needed, group.Correlation.Rule.Rules.Count);
        if (needed > rules || group.Insert(hit) < 0)
        {
            return null;
        }

        if (Find(group, group.From(hit.Time - correlation.Span), group.From(hit.Time + correlation.Span + 1)) is >= 0 and var end)
        {
            var chain = new List<string>();
            var hits = group.Hits;
            var (last, first) = (hits[end].Time, _links[(end * needed) + needed - 1].Start);
            for (var (at, length) = (end, needed); length > 0; length--)
            {
                chain.Add(hits[at].Event);
                at = _links[(at * needed) + length - 1].Before;
            }

            chain.Reverse();
            return new(first, last, needed, [.. chain.Take(limits.Events)]);
        }

        if (group.Count > Slack + (2 * rules * (rules - needed + 1) * needed))
        {
            Thin(group);
        }

        return null;
    }

    /// <summary>The longest chain among the hits.</summary>
    public static int Longest(ReadOnlySpan<Kept> hits, int rules)
    {
        var lengths = new int[rules];
        foreach (var hit in hits)
        {
            var before = 0;
            for (var rule = 0; rule < (int)hit.Value; rule++)
            {
                before = Math.Max(before, lengths[rule]);
            }

            lengths[hit.Value] = Math.Max(lengths[hit.Value], before + 1);
        }

        return lengths.Max();
    }

    /// <summary>Place of the hit that ends the first chain that is long enough; -1 for none.</summary>
    private int Find(Group group, int from, int to)
    {
        var (needed, rules) = (group.Correlation.Needed, group.Correlation.Rule.Rules.Count);
        var hits = group.Hits;
        Array.Resize(ref _links, Math.Max(_links.Length, hits.Length * needed));
        Array.Resize(ref _best, Math.Max(_best.Length, rules * needed));
        Array.Fill(_best, -1);
        for (var i = from; i < to; i++)
        {
            var rule = (int)hits[i].Value;
            // A chain that is too short for the rules still to come is of no use.
            for (var length = Math.Max(0, needed - rules + rule); length <= Math.Min(rule, needed - 1); length++)
            {
                var link = length == 0 ? new(hits[i].Time, i) : Before(rule, length, needed, hits[i].Time - group.Correlation.Span);
                _links[(i * needed) + length] = link;
                ref var best = ref _best[(rule * needed) + length];
                if (link.Before >= 0 && (best < 0 || link.Start >= _links[(best * needed) + length].Start))
                {
                    best = i;
                }
            }

            if (rule >= needed - 1 && _links[(i * needed) + needed - 1].Before >= 0)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The chain, one shorter, that a hit of the rule goes on with.</summary>
    private Link Before(int rule, int length, int needed, long earliest)
    {
        var found = new Link(long.MinValue, -1);
        for (var before = 0; before < rule; before++)
        {
            var at = _best[(before * needed) + length - 1];
            if (at >= 0 && _links[(at * needed) + length - 1].Start is var start && start >= earliest && start > found.Start)
            {
                found = new(start, at);
            }
        }

        return found;
    }

    /// <summary>Takes out the earlier half of the hits that are in no best chain.</summary>
    private void Thin(Group group)
    {
        var needed = group.Correlation.Needed;
        Find(group, 0, group.Count);
        var used = new bool[group.Count];
        for (var i = 0; i < group.Correlation.Rule.Rules.Count * needed; i++)
        {
            for (var (at, length) = (_best[i], i % needed); at >= 0 && length >= 0; length--)
            {
                used[at] = true;
                at = _links[(at * needed) + length].Before;
            }
        }

        var spare = (used.Count(u => !u) / 2) + 1;
        group.Remove([.. used.Select(u => !u && spare-- > 0)]);
    }
}
