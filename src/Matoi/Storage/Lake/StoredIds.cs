namespace Matoi.Storage.Lake;

/// <summary>
/// Knows which records are in the lake, by table and day, so that a redelivery adds nothing. Sets of days are read from the lake when first needed
/// and the least recently used are forgotten past <paramref name="budget"/> ids; one day's ids stay while that day is being written.
/// </summary>
internal sealed class StoredIds(Func<string, long, IEnumerable<UInt128>> read, int budget = 4_000_000)
{
    private readonly Dictionary<(string Table, long Day), Node> _days = [];
    private long _clock;
    private long _held;

    private sealed class Node(IdSet ids)
    {
        public IdSet Ids { get; } = ids;

        public long Used { get; set; }
    }

    /// <summary>Adds the id; false when the lake has it already.</summary>
    public bool Add(string table, long day, UInt128 id)
    {
        if (!_days.TryGetValue((table, day), out var node))
        {
            node = Load(table, day);
        }

        node.Used = ++_clock;
        var added = node.Ids.Add(id);
        _held += added ? 1 : 0;
        return added;
    }

    /// <summary>Forgets everything: after a commit that failed, memory and lake may differ.</summary>
    public void Forget()
    {
        _days.Clear();
        _held = 0;
    }

    private Node Load(string table, long day)
    {
        while (_held > budget && _days.Count > 1)
        {
            var oldest = _days.MinBy(d => d.Value.Used);
            _days.Remove(oldest.Key);
            _held -= oldest.Value.Ids.Count;
        }

        var ids = new IdSet();
        foreach (var id in read(table, day))
        {
            ids.Add(id);
        }

        _held += ids.Count;
        return _days[(table, day)] = new(ids);
    }
}
