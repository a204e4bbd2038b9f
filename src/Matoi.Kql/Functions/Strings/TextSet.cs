using System.Text;

namespace Matoi.Kql.Functions.Strings;

/// <summary>Texts to look others up in, with their case: a dynamic array.</summary>
internal sealed class TextSet(string json)
{
    private readonly ByteTable _table = new(TextList.Read(json).Select(Encoding.UTF8.GetBytes), ignoreCase: false);

    /// <summary>True when the text is one of them.</summary>
    public bool Contains(ReadOnlySpan<byte> text) => _table.Contains(text);
}

/// <summary>Texts to look others up in without regard to case: a dynamic array.</summary>
internal sealed class FoldedTextSet
{
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
        _ascii = new(texts.Where(t => Ascii.IsValid(t)).Select(t => Encoding.UTF8.GetBytes(t)), ignoreCase: true);
        _others = texts.Where(t => !Ascii.IsValid(t)).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>True when the text is one of them.</summary>
    public bool Contains(ReadOnlySpan<byte> text)
        => _ascii.Contains(text) || _others.Count > 0 && !Ascii.IsValid(text) && _others.Contains(Encoding.UTF8.GetString(text));
}
