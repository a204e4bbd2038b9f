namespace Matoi.Kql.Functions.Strings.Patterns;

/// <summary>A set of Unicode characters; surrogates are never in it. Immutable.</summary>
internal sealed class CodePoints
{
    private const int Highest = 0x10FFFF;
    private static readonly (int From, int To) Surrogates = (0xD800, 0xDFFF);

    private CodePoints(IReadOnlyList<(int From, int To)> ranges) => Ranges = ranges;

    /// <summary>No character.</summary>
    public static CodePoints None { get; } = new([]);

    /// <summary>Every character.</summary>
    public static CodePoints All { get; } = new([(0, Surrogates.From - 1), (Surrogates.To + 1, Highest)]);

    /// <summary>Ranges in order, apart from each other.</summary>
    public IReadOnlyList<(int From, int To)> Ranges { get; }

    /// <summary>The only character; null when there are more or none.</summary>
    public int? Single => Ranges is [var (from, to)] && from == to ? from : null;

    /// <summary>One character.</summary>
    public static CodePoints Of(int point) => new([(point, point)]);

    /// <summary>The characters of ranges in any order.</summary>
    public static CodePoints Of(IEnumerable<(int From, int To)> ranges)
    {
        var sorted = ranges.Where(r => r.From <= r.To).OrderBy(r => r.From).ToList();
        var merged = new List<(int From, int To)>();
        foreach (var range in sorted)
        {
            if (merged.Count > 0 && range.From <= merged[^1].To + 1)
            {
                merged[^1] = (merged[^1].From, Math.Max(merged[^1].To, range.To));
            }
            else
            {
                merged.Add(range);
            }
        }

        return new([.. merged.SelectMany(WithoutSurrogates)]);
    }

    /// <summary>True when the character is in the set.</summary>
    public bool Contains(int point)
    {
        var (low, high) = (0, Ranges.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var (from, to) = Ranges[middle];
            if (point < from)
            {
                high = middle - 1;
            }
            else if (point > to)
            {
                low = middle + 1;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Characters of either set.</summary>
    public CodePoints Or(CodePoints other) => Of(Ranges.Concat(other.Ranges));

    /// <summary>Characters of both sets.</summary>
    public CodePoints And(CodePoints other) => Not().Or(other.Not()).Not();

    /// <summary>Characters of this set that are not of the other.</summary>
    public CodePoints Except(CodePoints other) => And(other.Not());

    /// <summary>All other characters.</summary>
    public CodePoints Not()
    {
        var rest = new List<(int, int)>();
        var from = 0;
        foreach (var range in Ranges)
        {
            rest.Add((from, range.From - 1));
            from = range.To + 1;
        }

        rest.Add((from, Highest));
        return Of(rest);
    }

    private static IEnumerable<(int From, int To)> WithoutSurrogates((int From, int To) range)
    {
        if (range.To < Surrogates.From || range.From > Surrogates.To)
        {
            return [range];
        }

        return new[] { (range.From, To: Surrogates.From - 1), (From: Surrogates.To + 1, range.To) }.Where(r => r.Item1 <= r.Item2);
    }
}
