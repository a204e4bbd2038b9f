namespace Matoi.Storage.Lake;

/// <summary>A set of 128-bit record ids in one array: 16 bytes an id and its free space, no object per id. Not thread-safe.</summary>
internal sealed class IdSet
{
    private UInt128[] _slots = new UInt128[64];

    public int Count { get; private set; }

    /// <summary>Adds the id; false when it was there.</summary>
    public bool Add(UInt128 id)
    {
        if (Count * 4 >= _slots.Length * 3)
        {
            Grow();
        }

        var slot = Find(_slots, id);
        if (_slots[slot] == id)
        {
            return false;
        }

        _slots[slot] = id;
        Count++;
        return true;
    }

    private void Grow()
    {
        var larger = new UInt128[_slots.Length * 2];
        foreach (var id in _slots)
        {
            if (id != UInt128.Zero)
            {
                larger[Find(larger, id)] = id;
            }
        }

        _slots = larger;
    }

    // Ids are halves of SHA-256: their low bits are hash enough. An id of zero (one in 2^128) would be taken for an empty slot and stored twice.
    private static int Find(UInt128[] slots, UInt128 id)
    {
        var slot = (int)(ulong)id & (slots.Length - 1);
        while (slots[slot] != UInt128.Zero && slots[slot] != id)
        {
            slot = (slot + 1) & (slots.Length - 1);
        }

        return slot;
    }
}
