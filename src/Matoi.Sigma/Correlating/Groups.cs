using System.Diagnostics.CodeAnalysis;

namespace Matoi.Sigma.Correlating;

/// <summary>All groups of an engine: by key, by how long they are idle, and by when their time has passed.</summary>
internal sealed class Groups(CorrelationLimits limits)
{
    private readonly Dictionary<UInt128, Group> _groups = [];
    private PriorityQueue<Group, long> _queue = new();
    private Group? _oldest;
    private Group? _newest;

    public int Count => _groups.Count;

    /// <summary>Hits that wait in all of them.</summary>
    public long Hits { get; set; }

    public long Evicted { get; set; }

    /// <summary>Entries of the queue, those included whose group went or moved.</summary>
    public int Queued => _queue.Count;

    /// <summary>The group that was idle longest; the others follow by <see cref="Group.Newer"/>.</summary>
    public Group? Oldest => _oldest;

    public bool TryGet(UInt128 key, [NotNullWhen(true)] out Group? group) => _groups.TryGetValue(key, out group);

    public void Add(Group group)
    {
        _groups.Add(group.Key, group);
        Link(group);
        Hits += group.Count;
    }

    /// <summary>The group is in use again.</summary>
    public void Touch(Group group)
    {
        if (group != _newest)
        {
            Unlink(group);
            Link(group);
        }
    }

    public void Remove(Group group)
    {
        _groups.Remove(group.Key);
        Unlink(group);
        Hits -= group.Count;
        group.Remove(0, group.Count);
        group.Gone = true;
    }

    /// <summary>Sees to it that the group is looked at when its deadline has passed; one that has moved on is found then.</summary>
    public void Queue(Group group, long deadline)
    {
        if (deadline >= group.Queued)
        {
            return;
        }

        if (_queue.Count > (2L * _groups.Count) + 1024)
        {
            _queue = new(_queue.UnorderedItems.Where(q => IsLive(q.Element, q.Priority)));
        }

        group.Queued = deadline;
        _queue.Enqueue(group, deadline);
    }

    /// <summary>Groups of the earliest deadline before the time, correlations after those they take; none when there are none any more.</summary>
    public long? Due(long now, List<Group> due)
    {
        due.Clear();
        long? deadline = null;
        while (_queue.TryPeek(out var group, out var at) && at < now && (deadline is null || at == deadline))
        {
            _queue.Dequeue();
            if (IsLive(group, at))
            {
                deadline = at;
                group.Queued = long.MaxValue;
                due.Add(group);
            }
        }

        due.Sort();
        return deadline;
    }

    /// <summary>Lets the groups that are idle longest go while there are more than the limits allow.</summary>
    public void Evict()
    {
        while (_oldest is { } oldest && oldest != _newest && (_groups.Count > limits.Keys || Hits > limits.Hits))
        {
            Remove(oldest);
            Evicted++;
        }
    }

    private static bool IsLive(Group group, long deadline) => !group.Gone && group.Queued == deadline;

    private void Link(Group group)
    {
        group.Older = _newest;
        group.Newer = null;
        if (_newest is null)
        {
            _oldest = group;
        }
        else
        {
            _newest.Newer = group;
        }

        _newest = group;
    }

    private void Unlink(Group group)
    {
        if (group.Older is null)
        {
            _oldest = group.Newer;
        }
        else
        {
            group.Older.Newer = group.Newer;
        }

        if (group.Newer is null)
        {
            _newest = group.Older;
        }
        else
        {
            group.Newer.Older = group.Older;
        }
    }
}
