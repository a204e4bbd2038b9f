using System.Buffers.Binary;
using System.Text;

namespace Matoi.Kql.Functions.Strings;

/// <summary>Texts to look others up in, with their case: a dynamic array.</summary>
internal sealed class TextSet(string json)
{
    private readonly ByteTable _table = new(TextList.Read(json).Select(Encoding.UTF8.GetBytes), 0);

    /// <summary>True when the text is one of them.</summary>
    public bool Contains(ReadOnlySpan<byte> text) => _table.Contains(text);
}

/// <summary>Texts to look others up in without regard to case: a dynamic array.</summary>
internal sealed class FoldedTextSet
{
    private const ulong Lower = 0x2020202020202020;
    private readonly ByteTable _ascii;
    private readonly HashSet<string> _others;

    /// <summary>The set of a dynamic array.</summary>
    public FoldedTextSet(string json)
        : this(TextList.Read(json))
    {
    }

    /// <summary>The set of some texts.</summary>
    public FoldedTextSet(IEnumerable<string> all)
    {
        var texts = all.ToList();
        _ascii = new(texts.Where(t => Ascii.IsValid(t)).Select(t => Encoding.UTF8.GetBytes(t)), Lower);
        _others = texts.Where(t => !Ascii.IsValid(t)).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>True when the text is one of them.</summary>
    public bool Contains(ReadOnlySpan<byte> text)
        => _ascii.Contains(text) || _others.Count > 0 && !Ascii.IsValid(text) && _others.Contains(Encoding.UTF8.GetString(text));
}

/// <summary>A hash table of byte strings.</summary>
internal sealed class ByteTable
{
    private readonly byte[][] _items;
    private readonly int[] _slots;
    private readonly ulong _fold;

    /// <summary>A table; without regard to ASCII case when <paramref name="fold"/> has the lower-case bits set.</summary>
    public ByteTable(IEnumerable<byte[]> items, ulong fold)
    {
        _items = [.. items];
        _fold = fold;
        _slots = new int[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)_items.Length * 4 + 1)];
        for (var i = 0; i < _items.Length; i++)
        {
            var slot = Hash(_items[i]) & (_slots.Length - 1);
            while (_slots[slot] != 0 && !Same(_items[_slots[slot] - 1], _items[i]))
            {
                slot = (slot + 1) & (_slots.Length - 1);
            }

            _slots[slot] = i + 1;
        }
    }

    /// <summary>True when the text is in the table.</summary>
    public bool Contains(ReadOnlySpan<byte> text)
    {
        for (var slot = Hash(text) & (_slots.Length - 1); _slots[slot] is var item && item != 0; slot = (slot + 1) & (_slots.Length - 1))
        {
            if (Same(_items[item - 1], text))
            {
                return true;
            }
        }

        return false;
    }

    private bool Same(byte[] item, ReadOnlySpan<byte> text) => _fold == 0 ? text.SequenceEqual(item) : text.Length == item.Length && Ascii.EqualsIgnoreCase(text, item);

    // Texts of a list differ in their first or last eight bytes or in length, mostly; what collides is compared.
    private int Hash(ReadOnlySpan<byte> text)
    {
        ulong head, tail;
        if (text.Length >= 8)
        {
            head = BinaryPrimitives.ReadUInt64LittleEndian(text);
            tail = BinaryPrimitives.ReadUInt64LittleEndian(text[^8..]);
        }
        else if (text.Length >= 4)
        {
            head = BinaryPrimitives.ReadUInt32LittleEndian(text);
            tail = BinaryPrimitives.ReadUInt32LittleEndian(text[^4..]);
        }
        else
        {
            (head, tail) = (0, 0);
            foreach (var b in text)
            {
                head = head << 8 | b;
            }
        }

        var hash = (head | _fold) * 0x9E3779B97F4A7C15 ^ ((tail | _fold) + (ulong)text.Length) * 0xC2B2AE3D27D4EB4F;
        return (int)((hash ^ hash >> 29) * 0xBF58476D1CE4E5B9 >> 33);
    }
}
