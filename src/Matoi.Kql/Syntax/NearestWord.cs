namespace Matoi.Kql.Syntax;

/// <summary>Finds the word that was probably meant.</summary>
internal static class NearestWord
{
    private const int LongestWord = 64;

    /// <summary>The candidate with the fewest changed letters, if they are few enough to be a slip; null otherwise.</summary>
    internal static string? Find(string word, IEnumerable<string> candidates)
    {
        if (word.Length > LongestWord)
        {
            return null;
        }

        string? best = null;
        var limit = word.Length < 3 ? 1 : Math.Max(2, word.Length / 3);
        foreach (var candidate in candidates)
        {
            if (candidate.Length > LongestWord || Math.Abs(candidate.Length - word.Length) > limit)
            {
                continue;
            }

            var distance = Distance(word, candidate);
            if (distance <= limit && distance < candidate.Length && (best is null || distance < limit))
            {
                (best, limit) = (candidate, distance);
            }
        }

        return best;
    }

    // Insertions, deletions, replacements and neighbours swapped count one each; case counts nothing.
    private static int Distance(string a, string b)
    {
        Span<int> before = stackalloc int[LongestWord + 1], previous = stackalloc int[LongestWord + 1], current = stackalloc int[LongestWord + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var changed = Same(a[i - 1], b[j - 1]) ? 0 : 1;
                current[j] = Math.Min(Math.Min(previous[j], current[j - 1]) + 1, previous[j - 1] + changed);
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                {
                    current[j] = Math.Min(current[j], before[j - 2] + 1);
                }
            }

            var spare = before;
            before = previous;
            previous = current;
            current = spare;
        }

        return previous[b.Length];
    }

    private static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
