using System.Numerics;

namespace Matoi.Kql.Binding;

/// <summary>Names with <c>*</c> in them, and the order of names that hold numbers.</summary>
internal static class Wildcards
{
    /// <summary>Orders names as people do: numbers inside them by size.</summary>
    public static IComparer<string> Natural { get; } = Comparer<string>.Create(Compare);

    /// <summary>True when a name, case-sensitive, matches a pattern in which <c>*</c> stands for any text.</summary>
    public static bool Match(string pattern, string name)
    {
        var parts = pattern.Split('*');
        if (parts.Length == 1)
        {
            return pattern == name;
        }

        if (!name.StartsWith(parts[0], StringComparison.Ordinal) || name.Length < parts[0].Length + parts[^1].Length || !name.EndsWith(parts[^1], StringComparison.Ordinal))
        {
            return false;
        }

        var at = parts[0].Length;
        var end = name.Length - parts[^1].Length;
        foreach (var part in parts[1..^1])
        {
            at = name.IndexOf(part, at, end - at, StringComparison.Ordinal);
            if (at < 0)
            {
                return false;
            }

            at += part.Length;
        }

        return true;
    }

    private static int Compare(string? a, string? b)
    {
        var (i, j) = (0, 0);
        while (i < a!.Length && j < b!.Length)
        {
            var (x, y) = (Run(a, i), Run(b, j));
            var difference = char.IsAsciiDigit(x[0]) && char.IsAsciiDigit(y[0])
                ? BigInteger.Parse(x, System.Globalization.CultureInfo.InvariantCulture).CompareTo(BigInteger.Parse(y, System.Globalization.CultureInfo.InvariantCulture))
                : string.Compare(x, y, StringComparison.OrdinalIgnoreCase);
            if (difference != 0)
            {
                return difference;
            }

            (i, j) = (i + x.Length, j + y.Length);
        }

        return (a.Length - i).CompareTo(b!.Length - j);
    }

    /// <summary>The digits, or the text without digits, from a position on.</summary>
    private static string Run(string text, int start)
    {
        var end = start + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end]) == char.IsAsciiDigit(text[start]))
        {
            end++;
        }

        return text[start..end];
    }
}
