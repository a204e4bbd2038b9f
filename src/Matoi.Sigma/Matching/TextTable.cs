namespace Matoi.Sigma.Matching;

/// <summary>Whole texts by hash, each with the anchors that it stands for. Immutable.</summary>
internal sealed class TextTable
{
    private readonly uint[] _hashes;
    private readonly int[] _places;
    private readonly (byte[] Text, TextAnchor[] Anchors)[] _entries;
    private readonly uint _mask;

    public TextTable(IEnumerable<TextAnchor> anchors)
    {
        _entries = [.. anchors.GroupBy(a => Convert.ToHexString(a.Text)).Select(g => (g.First().Text, g.ToArray()))];
        var size = 4;
        while (size < _entries.Length * 2)
        {
            size *= 2;
        }

        (_hashes, _places, _mask) = (new uint[size], new int[size], (uint)size - 1);
        for (var i = 0; i < _entries.Length; i++)
        {
            var hash = ByteHash.Of(_entries[i].Text);
            var at = hash & _mask;
            while (_places[at] != 0)
            {
                at = (at + 1) & _mask;
            }

            (_hashes[at], _places[at]) = (hash, i + 1);
        }
    }

    /// <summary>The anchors of the text; none when nobody asks for it.</summary>
    public ReadOnlySpan<TextAnchor> Find(ReadOnlySpan<byte> text)
    {
        var hash = ByteHash.Of(text);
        for (var at = hash & _mask; _places[at] != 0; at = (at + 1) & _mask)
        {
            if (_hashes[at] == hash && _entries[_places[at] - 1].Text.AsSpan().SequenceEqual(text))
            {
                return _entries[_places[at] - 1].Anchors;
            }
        }

        return [];
    }
}
