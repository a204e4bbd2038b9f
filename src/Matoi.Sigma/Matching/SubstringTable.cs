using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Matoi.Sigma.Matching;

/// <summary>
/// Finds many texts in a value in one pass: each text is filed under four of its bytes in a row (two for the shortest), those that fewest others are filed under; every
/// four bytes of the value are looked up in a bit map first. Immutable.
/// </summary>
internal sealed class SubstringTable
{
    // As few are found faster one by one.
    private const int Few = 3;
    private const int FilterBits = 15;
    private readonly TextAnchor[] _single;
    private readonly Grams? _long;
    private readonly Grams? _short;

    public SubstringTable(IReadOnlyCollection<TextAnchor> anchors)
    {
        var many = anchors.Count > Few;
        _single = [.. anchors.Where(a => !many || a.Text.Length < 2)];
        _long = Grams.Of([.. anchors.Where(a => many && a.Text.Length >= 4)], 4);
        _short = Grams.Of([.. anchors.Where(a => many && a.Text.Length is 2 or 3 && many)], 2);
    }

    /// <summary>Tells every anchor whose text is in the value; one may be told more than once.</summary>
    public void Find(ReadOnlySpan<byte> folded, EventScanner scanner, ReadOnlySpan<byte> value)
    {
        foreach (var anchor in _single)
        {
            if (folded.IndexOf(anchor.Text) >= 0)
            {
                scanner.Found(anchor, folded, value);
            }
        }

        _long?.Find4(folded, scanner, value);
        _short?.Find2(folded, scanner, value);
    }

    private sealed class Grams
    {
        private readonly ulong[] _filter = new ulong[(1 << FilterBits) / 64];
        private readonly Dictionary<uint, (TextAnchor Anchor, int Offset)[]> _byGram;

        private Grams(List<TextAnchor> anchors, int width)
        {
            var counts = new Dictionary<uint, int>();
            var filed = new List<(uint Gram, TextAnchor Anchor, int Offset)>();
            foreach (var anchor in anchors)
            {
                var offset = Enumerable.Range(0, anchor.Text.Length - width + 1).MinBy(o => counts.GetValueOrDefault(Gram(anchor.Text.AsSpan(o), width)));
                var gram = Gram(anchor.Text.AsSpan(offset), width);
                counts[gram] = counts.GetValueOrDefault(gram) + 1;
                filed.Add((gram, anchor, offset));
                var bit = Bit(gram);
                _filter[bit >> 6] |= 1UL << (int)(bit & 63);
            }

            _byGram = filed.GroupBy(f => f.Gram).ToDictionary(g => g.Key, g => g.Select(f => (f.Anchor, f.Offset)).ToArray());
        }

        public static Grams? Of(List<TextAnchor> anchors, int width) => anchors.Count == 0 ? null : new(anchors, width);

        public void Find4(ReadOnlySpan<byte> folded, EventScanner scanner, ReadOnlySpan<byte> value)
        {
            for (var i = 0; i + 4 <= folded.Length; i++)
            {
                Look(BinaryPrimitives.ReadUInt32LittleEndian(folded[i..]), i, folded, scanner, value);
            }
        }

        public void Find2(ReadOnlySpan<byte> folded, EventScanner scanner, ReadOnlySpan<byte> value)
        {
            for (var i = 0; i + 2 <= folded.Length; i++)
            {
                Look(BinaryPrimitives.ReadUInt16LittleEndian(folded[i..]), i, folded, scanner, value);
            }
        }

        private static uint Gram(ReadOnlySpan<byte> text, int width) => width == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(text) : BinaryPrimitives.ReadUInt16LittleEndian(text);

        private static uint Bit(uint gram) => (gram * 0x9E3779B1) >> (32 - FilterBits);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Look(uint gram, int at, ReadOnlySpan<byte> folded, EventScanner scanner, ReadOnlySpan<byte> value)
        {
            var bit = Bit(gram);
            if ((_filter[bit >> 6] & (1UL << (int)(bit & 63))) != 0)
            {
                Compare(gram, at, folded, scanner, value);
            }
        }

        private void Compare(uint gram, int at, ReadOnlySpan<byte> folded, EventScanner scanner, ReadOnlySpan<byte> value)
        {
            if (!_byGram.TryGetValue(gram, out var filed))
            {
                return;
            }

            foreach (var (anchor, offset) in filed)
            {
                if (at >= offset && folded[(at - offset)..].StartsWith(anchor.Text))
                {
                    scanner.Found(anchor, folded, value);
                }
            }
        }
    }
}
