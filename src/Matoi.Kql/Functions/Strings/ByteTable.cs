using System.Buffers.Binary;
using System.Text;

namespace Matoi.Kql.Functions.Strings;

/// <summary>A hash table of byte strings.</summary>
internal sealed class ByteTable
{
    private const ulong LowerBits = 0x2020202020202020;
    private readonly byte[][] _items;
    private readonly int[] _slots;
    private readonly ulong _fold;

    /// <summary>A table of items; looked up without regard to ASCII case when wanted.</summary>
    public ByteTable(IEnumerable<byte[]> items, bool ignoreCase)
    {
        _items = [.. items];
        _fold = ignoreCase ? LowerBits : 0;
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
    public bool Contains(ReadOnlySpan<byte> text) => Find(text) >= 0;

    /// <summary>The position of the text among the items, the last one of equal items; -1 when it is not there.</summary>
    public int Find(ReadOnlySpan<byte> text)
    {
        for (var slot = Hash(text) & (_slots.Length - 1); _slots[slot] is var item && item != 0; slot = (slot + 1) & (_slots.Length - 1))
        {
            if (Same(_items[item - 1], text))
            {
                return item - 1;
            }
        }

        return -1;
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
