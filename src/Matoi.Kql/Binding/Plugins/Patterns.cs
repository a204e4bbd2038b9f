namespace Matoi.Kql.Binding.Plugins;

/// <summary>
/// Finds what rows have in common: combinations of values that many rows share. Only closed ones are given, that is, with every value that all their rows share, so
/// that none says less than another about the same rows (Uno and others, LCM, 2004). Null and empty text are no values.
/// </summary>
internal sealed class Patterns
{
    private readonly List<(int Column, object Value)> _items = [];
    private readonly List<(int[] Items, double Weight)> _rows;
    private readonly List<Pattern> _found = [];
    private readonly double _least;
    private readonly int _deepest;
    private readonly int _most;

    private Patterns(IReadOnlyList<object?[]> rows, IReadOnlyList<double> weights, double least, int deepest, int most)
    {
        (_least, _deepest, _most) = (least, deepest, most);
        var counts = new Dictionary<(int Column, object Value), double>();
        for (var r = 0; r < rows.Count; r++)
        {
            foreach (var item in Values(rows[r]))
            {
                counts[item] = counts.GetValueOrDefault(item) + weights[r];
            }
        }

        var numbers = new Dictionary<(int Column, object Value), int>();
        foreach (var (item, weight) in counts.OrderBy(c => c.Key.Column).ThenByDescending(c => c.Value))
        {
            if (weight >= least)
            {
                numbers[item] = _items.Count;
                _items.Add(item);
            }
        }

        _rows = [.. rows.Select((row, r) => (Values(row).Where(numbers.ContainsKey).Select(v => numbers[v]).Order().ToArray(), weights[r]))];
    }

    /// <summary>All closed patterns of at least a weight, from at most so many independent values; null when there are more than may be.</summary>
    public static List<Pattern>? Find(IReadOnlyList<object?[]> rows, IReadOnlyList<double> weights, double least, int deepest, int most)
    {
        var search = new Patterns(rows, weights, least, deepest, most);
        search.Expand([], search._rows, -1, 0);
        return search._found.Count > most ? null : search._found;
    }

    private static IEnumerable<(int Column, object Value)> Values(object?[] row)
    {
        for (var c = 0; c < row.Length; c++)
        {
            if (row[c] is { } value and not "")
            {
                yield return (c, value);
            }
        }
    }

    private void Expand(HashSet<int> closed, List<(int[] Items, double Weight)> rows, int core, int depth)
    {
        var weights = new double[_items.Count];
        foreach (var (items, weight) in rows)
        {
            foreach (var item in items)
            {
                weights[item] += weight;
            }
        }

        for (var item = core + 1; item < weights.Length && _found.Count <= _most; item++)
        {
            if (weights[item] < _least || closed.Contains(item))
            {
                continue;
            }

            var own = rows.Where(r => Array.BinarySearch(r.Items, item) >= 0).ToList();
            var closure = own.Skip(1).Aggregate(own[0].Items.ToHashSet(), (shared, row) =>
            {
                shared.IntersectWith(row.Items);
                return shared;
            });

            // A closure that brings in an earlier value has been found from there.
            if (closure.Any(i => i < item && !closed.Contains(i)))
            {
                continue;
            }

            _found.Add(new([.. closure.Order().Select(i => _items[i])], weights[item]));
            if (depth + 1 < _deepest)
            {
                Expand(closure, own, item, depth + 1);
            }
        }
    }

    /// <summary>Values by column, and the weight of the rows that have them all.</summary>
    public sealed record Pattern(IReadOnlyList<(int Column, object Value)> Values, double Weight)
    {
        /// <summary>True when a row has all values.</summary>
        public bool Holds(object?[] row) => Values.All(v => v.Value.Equals(row[v.Column]));
    }
}
