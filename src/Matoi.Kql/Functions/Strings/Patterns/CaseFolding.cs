namespace Matoi.Kql.Functions.Strings.Patterns;

/// <summary>Characters that are the same without regard to case, by simple case folding.</summary>
internal static class CaseFolding
{
    private static readonly Lazy<List<int[]>> Classes = new(Find);

    /// <summary>The set with all characters that are the same as one of it.</summary>
    public static CodePoints Fold(CodePoints set)
    {
        if (set.Single is { } only && only < 0x80 && only is not ('k' or 'K' or 's' or 'S'))
        {
            return char.IsAsciiLetter((char)only) ? CodePoints.Of([(only | 0x20, only | 0x20), (only & ~0x20, only & ~0x20)]) : set;
        }

        return set.Or(CodePoints.Of(Classes.Value.Where(c => c.Any(set.Contains)).SelectMany(c => c.Select(p => (p, p)))));
    }

    private static List<int[]> Find()
    {
        var classes = new Dictionary<int, SortedSet<int>>();
        for (var point = 0; point < 0x1F000; point++)
        {
            if (point is >= 0xD800 and <= 0xDFFF)
            {
                continue;
            }

            var rune = new System.Text.Rune(point);
            var key = System.Text.Rune.ToUpperInvariant(System.Text.Rune.ToLowerInvariant(System.Text.Rune.ToUpperInvariant(rune))).Value;
            if (key != point)
            {
                var same = classes.TryGetValue(key, out var known) ? known : classes[key] = [key];
                same.Add(point);
            }
        }

        // The platform keeps these apart from their ASCII letters and from each other.
        Add('K', 0x212A);
        Add('S', 0x17F);
        Add(0xC5, 0x212B);
        Add(0x3A9, 0x2126);
        Add(0x1E60, 0x1E9B);
        Add(0xDF, 0x1E9E);
        return [.. classes.Values.Select(c => c.ToArray())];

        void Add(int key, int point) => (classes.TryGetValue(key, out var known) ? known : classes[key] = [key]).Add(point);
    }
}
