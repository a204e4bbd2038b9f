using System.Text;
using Matoi.Sigma.Expressions;

namespace Matoi.Sigma.Matching;

/// <summary>A pattern over the bytes of a value. Time grows with the pattern times the value at most. Immutable.</summary>
internal sealed class Wildcards
{
    private const int Run = -1;
    private const int One = -2;
    private readonly int[] _pattern;

    public Wildcards(TextMatch match)
    {
        Cased = match.Cased;
        _pattern = [.. match.Pattern.Parts.SelectMany(Codes)];
    }

    /// <summary>Whether it is compared with the value as it is, and not with the value in lower case.</summary>
    public bool Cased { get; }

    /// <summary>Whether the whole value is like the pattern.</summary>
    public bool IsMatch(ReadOnlySpan<byte> value)
    {
        var (at, place, run, from) = (0, 0, -1, 0);
        while (at < value.Length)
        {
            if (place < _pattern.Length && _pattern[place] == Run)
            {
                (run, from) = (place++, at);
            }
            else if (place < _pattern.Length && Next(value, at, _pattern[place]) is var next and > 0)
            {
                (at, place) = (next, place + 1);
            }
            else if (run >= 0)
            {
                // The last run takes one byte more; what runs before it took need not change.
                (at, place) = (++from, run + 1);
            }
            else
            {
                return false;
            }
        }

        while (place < _pattern.Length && _pattern[place] == Run)
        {
            place++;
        }

        return place == _pattern.Length;
    }

    /// <summary>The place behind what the code takes here; 0 when it does not fit.</summary>
    private static int Next(ReadOnlySpan<byte> value, int at, int code)
    {
        if (code >= 0)
        {
            return value[at] == code ? at + 1 : 0;
        }

        if ((value[at] & 0xC0) == 0x80)
        {
            return 0;
        }

        // One character may be several bytes.
        at++;
        while (at < value.Length && (value[at] & 0xC0) == 0x80)
        {
            at++;
        }

        return at;
    }

    private IEnumerable<int> Codes(PatternPart part) => part.Kind switch
    {
        PatternPartKind.Run => [Run],
        PatternPartKind.One => [One],
        _ => (Cased ? Encoding.UTF8.GetBytes(part.Text) : CaseFolding.Fold(part.Text)).Select(b => (int)b),
    };
}
