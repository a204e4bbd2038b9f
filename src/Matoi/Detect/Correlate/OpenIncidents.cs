using Matoi.Model;

namespace Matoi.Detect.Correlate;

/// <summary>The incidents that an alert can still join, found by key. Holds what is recent: memory does not grow with the alerts that have passed. Not for several threads at once.</summary>
internal sealed class OpenIncidents
{
    /// <summary>Most incidents that are looked at for one key: a thing that stands in more of them tells them apart no more.</summary>
    public const int MostPerKey = 32;

    private const int Most = 500_000;
    private const int KeptPlacements = 20_000;
    private static readonly TimeSpan Kept = CorrelateAlert.Window * 2;
    private readonly Dictionary<Guid, LinkedListNode<Entry>> _incidents = [];
    private readonly LinkedList<Entry> _byTouch = new();
    private readonly Dictionary<string, List<Mention>> _keys = new(StringComparer.Ordinal);
    private long _placements;

    /// <summary>Incidents that are held.</summary>
    public int Count => _incidents.Count;

    /// <summary>That an incident names a key.</summary>
    internal sealed class Mention(Entry incident, DateTimeOffset first)
    {
        public Entry Incident { get; } = incident;

        public DateTimeOffset First { get; set; } = first;

        public DateTimeOffset Last { get; set; } = first;

        public double Everyday { get; set; } = 1;

        /// <summary>Ten-minute slots in which the incident names it, wrapped around: the same alert again adds none.</summary>
        public ulong Slots { get; set; }
    }

    /// <summary>What is held of an incident.</summary>
    internal sealed class Entry(Guid id)
    {
        public Guid Id { get; } = id;

        public DateTimeOffset LastSeen { get; set; } = DateTimeOffset.MinValue;

        public Severity Severity { get; set; }

        public HashSet<string> Tactics { get; } = new(StringComparer.Ordinal);

        public ulong Actors { get; set; }

        public long Touched { get; set; }

        public Dictionary<string, Mention> Mentions { get; } = new(StringComparer.Ordinal);
    }

    /// <summary>The latest incidents that name the key.</summary>
    public IReadOnlyList<Mention> Find(string key) => _keys.TryGetValue(key, out var mentions) ? mentions : [];

    /// <summary>Adds an alert to an incident, which begins with it if it is not held.</summary>
    public void Add(Guid incident, CorrelateAlert.Claim claim, IReadOnlyList<Facet> facets)
    {
        if (_incidents.TryGetValue(incident, out var node))
        {
            _byTouch.Remove(node);
            _byTouch.AddLast(node);
        }
        else
        {
            _incidents[incident] = node = _byTouch.AddLast(new Entry(incident));
        }

        var entry = node.Value;
        entry.Touched = ++_placements;
        entry.LastSeen = claim.LastSeen > entry.LastSeen ? claim.LastSeen : entry.LastSeen;
        entry.Severity = claim.Severity > entry.Severity ? claim.Severity : entry.Severity;
        entry.Actors |= claim.Actors;
        entry.Tactics.UnionWith(claim.Tactics);
        foreach (var facet in facets)
        {
            Mentioned(entry, facet, claim);
        }
    }

    /// <summary>Forgets an incident: closed, or to be added anew.</summary>
    public void Remove(Guid incident)
    {
        if (!_incidents.Remove(incident, out var node))
        {
            return;
        }

        _byTouch.Remove(node);
        foreach (var (key, mention) in node.Value.Mentions)
        {
            if (_keys.TryGetValue(key, out var mentions) && mentions.Remove(mention) && mentions.Count == 0)
            {
                _keys.Remove(key);
            }
        }
    }

    /// <summary>Forgets incidents whose latest event is two windows back and that no alert has joined lately, the longest untouched first.</summary>
    public void Forget(DateTimeOffset now)
    {
        // An alert from long ago must still find the others of its day: what came in just now stays, whatever time it is from.
        while (_byTouch.First is { Value: var oldest } && (_incidents.Count > Most || (now - oldest.LastSeen > Kept && _placements - oldest.Touched > KeptPlacements)))
        {
            Remove(oldest.Id);
        }
    }

    private void Mentioned(Entry entry, Facet facet, CorrelateAlert.Claim claim)
    {
        if (!entry.Mentions.TryGetValue(facet.Key, out var mention))
        {
            entry.Mentions[facet.Key] = mention = new(entry, claim.FirstSeen);
            if (facet.Kind != HintKind.Circumstance)
            {
                Index(facet.Key, mention);
            }
        }

        mention.First = claim.FirstSeen < mention.First ? claim.FirstSeen : mention.First;
        mention.Last = claim.LastSeen > mention.Last ? claim.LastSeen : mention.Last;
        mention.Everyday = Math.Min(mention.Everyday, claim.Everyday);
        mention.Slots |= 1UL << (int)(Occasions.Slot(claim.FirstSeen) % 64);
    }

    private void Index(string key, Mention mention)
    {
        if (!_keys.TryGetValue(key, out var mentions))
        {
            _keys[key] = mentions = new(1);
        }
        else if (mentions.Count >= MostPerKey)
        {
            // In the order in which they were opened, near enough to the order of time: the oldest makes room.
            mentions.RemoveAt(0);
        }

        mentions.Add(mention);
    }
}
