using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Matoi.Sigma.Correlating;

/// <summary>What an engine remembers, as bytes: a version, the correlations with their fingerprints, then the groups, idle longest first.</summary>
internal static class Checkpoint
{
    private const string Version = "matoi-correlations-1";

    /// <exception cref="IOException">The stream takes no more.</exception>
    public static void Save(CorrelationEngine engine, Stream stream)
    {
        using var frames = new FrameWriter(stream);
        frames.To.Write(Version);
        frames.To.Write(engine.Hash.Key0);
        frames.To.Write(engine.Hash.Key1);
        frames.To.Write(engine.Now);
        frames.To.Write(engine.Late);
        frames.To.Write(engine.Evicted);
        frames.To.Write(engine.Correlations.Count);
        foreach (var correlation in engine.Correlations)
        {
            frames.To.Write(Fingerprint(correlation.Rule));
        }

        for (var group = engine.Groups.Oldest; group is not null; group = group.Newer)
        {
            frames.Break();
            Write(frames.To, group);
        }

        frames.End();
    }

    public static void Load(CorrelationEngine engine, Stream stream)
    {
        try
        {
            Read(engine, new(stream));
        }
        catch (Exception e) when (e is EndOfStreamException or ArgumentException or FormatException or IndexOutOfRangeException or OverflowException)
        {
            throw new InvalidDataException("the checkpoint of the correlations cannot be read", e);
        }
    }

    /// <summary>Differs when the correlation would find something else.</summary>
    public static string Fingerprint(SigmaCorrelation rule)
    {
        var text = new StringBuilder();
        void Add(string part) => text.Append(CultureInfo.InvariantCulture, $"{part.Length}:{part}");
        void All(IReadOnlyCollection<string> parts)
        {
            Add($"{parts.Count}");
            parts.ToList().ForEach(Add);
        }

        Add(rule.Id);
        Add($"{rule.Type} {rule.Timespan.Ticks}");
        Add(string.Create(CultureInfo.InvariantCulture, $"{rule.Percentile:R}"));
        All(rule.Rules);
        All(rule.GroupBy);
        All(rule.Fields);
        All([.. rule.Conditions.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Comparison} {c.Number:R}"))]);
        foreach (var (alias, fields) in rule.Aliases.OrderBy(a => a.Key, StringComparer.Ordinal))
        {
            All([alias, .. fields.OrderBy(f => f.Key, StringComparer.Ordinal).SelectMany(f => new[] { f.Key, f.Value })]);
        }

        return Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(text.ToString().AsSpan())));
    }

    private static void Read(CorrelationEngine engine, Frames frames)
    {
        using var head = frames.Next() ?? throw new InvalidDataException("the checkpoint of the correlations is empty");
        if (head.ReadString() is var version && version != Version)
        {
            throw new InvalidDataException("the checkpoint of the correlations is of another version");
        }

        var hash = new SipHash(head.ReadUInt64(), head.ReadUInt64());
        var (now, late, evicted) = (head.ReadInt64(), head.ReadInt64(), head.ReadInt64());
        var known = engine.Correlations.ToDictionary(c => Fingerprint(c.Rule));
        var orders = new Dictionary<int, Prepared>();
        for (var (i, count) = (0, head.ReadInt32()); i < count; i++)
        {
            if (known.TryGetValue(head.ReadString(), out var correlation))
            {
                orders.Add(i, correlation);
            }
        }

        var groups = new Groups(engine.Limits) { Evicted = evicted };
        for (var piece = head; piece is not null; piece = frames.Next())
        {
            while (piece.BaseStream.Position < piece.BaseStream.Length)
            {
                if (ReadGroup(piece, orders) is { } group)
                {
                    groups.Add(group);
                    groups.Queue(group, CorrelationEngine.Deadline(group));
                }
            }
        }

        groups.Evict();
        (engine.Groups, engine.Hash, engine.Now, engine.Late) = (groups, hash, now, late);
    }

    private static void Write(BinaryWriter to, Group group)
    {
        to.Write(group.Correlation.Order);
        to.Write((ulong)(group.Key >> 64));
        to.Write((ulong)group.Key);
        to.Write(group.Saturated);
        to.Write(group.Found?.Length ?? 0);
        foreach (var first in group.Found ?? [])
        {
            to.Write(first);
        }

        to.Write(group.Values?.Length ?? -1);
        foreach (var value in group.Values ?? [])
        {
            Frames.Write(to, value!);
        }

        to.Write(group.Count);
        foreach (var hit in group.Hits)
        {
            to.Write(hit.Time);
            to.Write(hit.Value);
            Frames.Write(to, hit.Event);
        }
    }

    /// <summary>The group; null for one of a correlation that is no longer there or has changed.</summary>
    private static Group? ReadGroup(BinaryReader from, Dictionary<int, Prepared> orders)
    {
        var correlation = orders.GetValueOrDefault(from.ReadInt32());
        var key = new UInt128(from.ReadUInt64(), from.ReadUInt64());
        var saturated = from.ReadBoolean();
        var found = new long[from.ReadInt32()];
        for (var i = 0; i < found.Length; i++)
        {
            found[i] = from.ReadInt64();
        }

        var count = from.ReadInt32();
        var values = count < 0 ? null : new string?[count];
        for (var i = 0; i < count; i++)
        {
            values![i] = Frames.Text(from);
        }

        var hits = new Kept[from.ReadInt32()];
        for (var i = 0; i < hits.Length; i++)
        {
            hits[i] = new(from.ReadInt64(), from.ReadInt64(), Frames.Text(from));
        }

        return correlation is null ? null : new(correlation, key, hits) { Saturated = saturated, Found = found.Length == 0 ? null : found, Values = values };
    }
}
