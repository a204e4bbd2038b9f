using System.Globalization;
using System.Numerics;

namespace Matoi.Kql.Binding;

/// <summary>The order of names as people see it: numbers inside them by size, letters without regard to case.</summary>
internal sealed class NaturalOrder : IComparer<string>
{
    /// <summary>The order.</summary>
    public static NaturalOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? a, string? b)
    {
        var (i, j) = (0, 0);
        while (i < a!.Length && j < b!.Length)
        {
            var (x, y) = (Run(a, i), Run(b, j));
            var difference = char.IsAsciiDigit(x[0]) && char.IsAsciiDigit(y[0])
                ? BigInteger.Parse(x, CultureInfo.InvariantCulture).CompareTo(BigInteger.Parse(y, CultureInfo.InvariantCulture))
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
