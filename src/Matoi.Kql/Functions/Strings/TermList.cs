using System.Text;

namespace Matoi.Kql.Functions.Strings;

/// <summary>Several patterns that are searched as terms in one text: a dynamic array.</summary>
internal sealed class TermList
{
    private const int Few = 6;
    private readonly TextPattern[] _all;
    private readonly TextPattern[] _alone;
    private readonly ByteTable? _terms;
    private readonly (TextPattern Pattern, int Place)[][] _byTerm = [];

    /// <summary>The list of a dynamic array.</summary>
    public TermList(string json)
    {
        _all = [.. TextList.Read(json).Distinct().Select(t => new TextPattern(t))];
        _alone = _all;
        if (_all.Length <= Few)
        {
            return;
        }

        // Many patterns are looked up by the terms of the text; those that have none are searched one by one.
        var known = _all.Where(p => p.LongestTerm is not null).GroupBy(p => Encoding.UTF8.GetString(p.LongestTerm!.Value.Term), StringComparer.OrdinalIgnoreCase).ToList();
        _terms = new(known.Select(g => Encoding.UTF8.GetBytes(g.Key)), ignoreCase: true);
        _byTerm = [.. known.Select(g => g.Select(p => (p, p.LongestTerm!.Value.Place)).ToArray())];
        _alone = [.. _all.Where(p => p.LongestTerm is null)];
    }

    /// <summary>True when one of them is in the text.</summary>
    public bool AnyIn(ReadOnlySpan<byte> text)
    {
        foreach (var pattern in _alone)
        {
            if (pattern.IsTermIn(text, atStart: true, atEnd: true))
            {
                return true;
            }
        }

        for (var place = 0; _terms is not null && Terms.Next(text, ref place, out var start);)
        {
            if (_terms.Find(text[start..place]) is var found && found >= 0 && AnyAt(text, start, _byTerm[found]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when all of them are in the text.</summary>
    public bool AllIn(ReadOnlySpan<byte> text)
    {
        foreach (var pattern in _all)
        {
            if (!pattern.IsTermIn(text, atStart: true, atEnd: true))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AnyAt(ReadOnlySpan<byte> text, int start, (TextPattern Pattern, int Place)[] patterns)
    {
        foreach (var (pattern, place) in patterns)
        {
            if (pattern.IsTermAt(text, start - place))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>Patterns of which the first that is in a text is asked for: a dynamic array.</summary>
internal sealed class OrderedTermList(string json)
{
    private readonly TextPattern[] _all = [.. TextList.Read(json).Select(t => new TextPattern(t))];

    /// <summary>The position in the list of the first that is in the text as a term, or -1.</summary>
    public int FirstIn(ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < _all.Length; i++)
        {
            if (_all[i].IsTermIn(text, atStart: true, atEnd: true))
            {
                return i;
            }
        }

        return -1;
    }
}
