namespace Matoi.Sigma.Correlating;

/// <summary>What one correlation remembers of the hits that share their group values.</summary>
internal sealed class Group(Prepared correlation, UInt128 key, Kept[]? hits = null) : IComparable<Group>
{
    /// <summary>Windows that were found and still silence hits, at most.</summary>
    private const int Silences = 4;

    private Kept[] _hits = hits ?? [];

    public Prepared Correlation => correlation;

    public UInt128 Key => key;

    /// <summary>How many hits wait.</summary>
    public int Count { get; private set; } = hits?.Length ?? 0;

    /// <summary>The hits that wait, in order.</summary>
    public ReadOnlySpan<Kept> Hits => _hits.AsSpan(0, Count);

    /// <summary>First times of the last windows found, in order; null for none.</summary>
    public long[]? Found { get; set; }

    /// <summary>Values of the group, for correlations that are decided when no hit is at hand.</summary>
    public string?[]? Values { get; set; }

    /// <summary>Whether its window has more different values than it can ever matter.</summary>
    public bool Saturated { get; set; }

    /// <summary>Deadline under which it is queued.</summary>
    public long Queued { get; set; } = long.MaxValue;

    public Group? Older { get; set; }

    public Group? Newer { get; set; }

    public bool Gone { get; set; }

    /// <summary>Correlations after those they take; within one, by values, the same in every process.</summary>
    public int CompareTo(Group? other)
    {
        var order = correlation.Order.CompareTo(other!.Correlation.Order);
        for (var i = 0; order == 0 && i < Math.Min(Values?.Length ?? 0, other.Values?.Length ?? 0); i++)
        {
            order = string.CompareOrdinal(Values![i], other.Values![i]);
        }

        return order;
    }

    /// <summary>Puts the hit in its place; the place, or -1 when the same hit is there already.</summary>
    public int Insert(in Kept hit)
    {
        var place = Count;
        if (Count > 0 && hit.CompareTo(_hits[Count - 1]) <= 0)
        {
            place = Hits.BinarySearch(hit);
            if (place >= 0)
            {
                return -1;
            }

            place = ~place;
        }

        if (Count == _hits.Length)
        {
            Array.Resize(ref _hits, Count < 4 ? Count + 1 : Count + (Count / 2));
        }

        Array.Copy(_hits, place, _hits, place + 1, Count - place);
        _hits[place] = hit;
        Count++;
        return place;
    }

    /// <summary>Takes out the hits from one place up to before another.</summary>
    public void Remove(int from, int to)
    {
        if (from >= to)
        {
            return;
        }

        Array.Copy(_hits, to, _hits, from, Count - to);
        Array.Clear(_hits, Count - (to - from), to - from);
        Count -= to - from;
        if (Count == 0)
        {
            _hits = [];
        }
    }

    /// <summary>Takes out the hits at the places that are marked.</summary>
    public void Remove(bool[] marked)
    {
        var left = 0;
        for (var i = 0; i < Count; i++)
        {
            if (!marked[i])
            {
                _hits[left++] = _hits[i];
            }
        }

        Remove(left, Count);
    }

    /// <summary>Place of the first hit that is not before the time.</summary>
    public int From(long time)
    {
        if (Count == 0 || _hits[0].Time >= time)
        {
            return 0;
        }

        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _hits[middle].Time < time ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>The earliest ids of events from one place up to before another; at one time by id where values are hashes, whose order says nothing.</summary>
    public IReadOnlyList<string> Events(int from, int to, int most)
    {
        IEnumerable<Kept> hits = _hits[from..to];
        hits = correlation.Rule.Type == CorrelationType.ValueCount ? hits.OrderBy(h => h.Time).ThenBy(h => h.Event, StringComparer.Ordinal) : hits;
        return [.. hits.Take(most).Select(h => h.Event)];
    }

    /// <summary>First time of the found window that a hit joins silently: it lies in it, or so shortly before that it belongs to it; null for none.</summary>
    public long? Silencing(long time)
    {
        foreach (var first in Found ?? [])
        {
            if (time >= first - correlation.Span && time <= first + correlation.Span)
            {
                return first;
            }
        }

        return null;
    }

    /// <summary>Silences the window that starts there, and takes its hits.</summary>
    public void Silence(long first)
    {
        long[] found = [.. Found ?? [], first];
        Array.Sort(found);
        Found = found.Length > Silences ? found[1..] : found;
        Remove(From(first - correlation.Span), From(first + correlation.Span + 1));
    }
}
