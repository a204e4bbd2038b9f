namespace Matoi.Storage.Lake;

/// <summary>
/// A set of 128-bit record ids: 16 bytes an id and its free space, no object per id. Kept in shards that grow one by one, so that growth never copies the
/// whole set at once. Not thread-safe.
/// </summary>
internal sealed class IdSet
{
    private const int Shards = 256;
    private readonly UInt128[]?[] _shards = new UInt128[Shards][];
    private readonly int[] _counts = new int[Shards];

    public int Count { get; private set; }

    /// <summary>Adds the id; false when it was there.</summary>
    public bool Add(UInt128 id)
    {
        var shard = (int)(byte)(id >> 120);
        var slots = _shards[shard] ??= new UInt128[8];
        if (_counts[shard] * 4 >= slots.Length * 3)
        {
            _shards[shard] = slots = Grow(slots);
        }

        var slot = Find(slots, id);
        if (slots[slot] == id)
        {
            return false;
        }

        slots[slot] = id;
        _counts[shard]++;
        Count++;
        return true;
    }

    private static UInt128[] Grow(UInt128[] slots)
    {
        var larger = new UInt128[slots.Length * 2];
        foreach (var id in slots)
        {
            if (id != UInt128.Zero)
            {
                larger[Find(larger, id)] = id;
            }
        }

        return larger;
    }

    // Ids are halves of SHA-256: their low bits are hash enough. An id of zero (one in 2^128) would be taken for an empty slot and stored twice.
    private static int Find(UInt128[] slots, UInt128 id)
    {
        var slot = (int)(uint)(ulong)id & (slots.Length - 1);
        while (slots[slot] != UInt128.Zero && slots[slot] != id)
        {
            slot = (slot + 1) & (slots.Length - 1);
        }

        return slot;
    }
}
