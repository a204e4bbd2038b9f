using System.Text;

namespace Matoi.Sigma.Matching;

/// <summary>A place in records that some rule asks about, or one above it. Built once, then only read.</summary>
internal sealed class PathNode(bool anyCase)
{
    private readonly List<(byte[] Name, PathNode Node)> _children = [];
    private readonly Dictionary<uint, PathNode[]> _byHash = [];
    private byte[] _name = [];

    /// <summary>Fields that have values here, by number.</summary>
    public int[] Fields { get; private set; } = [];

    /// <summary>Whether something below is asked about.</summary>
    public bool HasChildren => _children.Count > 0;

    /// <summary>Whether an item of an array is asked about by its position.</summary>
    public bool HasPositions { get; private set; }

    /// <summary>Adds a field at a path of names parted by dots; <c>name[0]</c> is the first item of an array as <c>name.0</c> is.</summary>
    public void Add(string path, int field)
    {
        var node = this;
        foreach (var part in path.Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            node = node.Child(part);
        }

        if (!node.Fields.Contains(field))
        {
            node.Fields = [.. node.Fields, field];
        }
    }

    /// <summary>The place of that name below; null when nobody asks.</summary>
    public PathNode? Find(ReadOnlySpan<byte> name)
    {
        if (_children.Count > 4)
        {
            if (_byHash.TryGetValue(anyCase ? ByteHash.OfAnyCase(name) : ByteHash.Of(name), out var nodes))
            {
                foreach (var node in nodes)
                {
                    if (Is(node._name, name))
                    {
                        return node;
                    }
                }
            }
        }
        else
        {
            foreach (var (own, node) in _children)
            {
                if (Is(own, name))
                {
                    return node;
                }
            }
        }

        return name.Contains((byte)'.') ? FindSteps(name) : null;
    }

    /// <summary>The place of an item of an array by its position; null when nobody asks.</summary>
    public PathNode? Find(int position)
    {
        Span<byte> name = stackalloc byte[11];
        return System.Buffers.Text.Utf8Formatter.TryFormat(position, name, out var length) ? Find(name[..length]) : null;
    }

    // A name with dots of its own counts as several steps.
    private PathNode? FindSteps(ReadOnlySpan<byte> name)
    {
        var node = this;
        foreach (var part in name.Split((byte)'.'))
        {
            if (node.Find(name[part]) is not { } next)
            {
                return null;
            }

            node = next;
        }

        return node;
    }

    private bool Is(byte[] own, ReadOnlySpan<byte> name) => own.Length == name.Length && (anyCase ? Ascii.EqualsIgnoreCase(own, name) : name.SequenceEqual(own));

    private PathNode Child(string name)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        foreach (var (own, node) in _children)
        {
            if (Is(own, bytes))
            {
                return node;
            }
        }

        var child = new PathNode(anyCase) { _name = bytes };
        _children.Add((bytes, child));
        HasPositions |= name.All(char.IsAsciiDigit);
        var hash = anyCase ? ByteHash.OfAnyCase(bytes) : ByteHash.Of(bytes);
        _byHash[hash] = [.. _byHash.GetValueOrDefault(hash, []), child];
        return child;
    }
}
