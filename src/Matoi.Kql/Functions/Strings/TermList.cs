namespace Matoi.Kql.Functions.Strings;

/// <summary>Several patterns that are searched as terms in one text: a dynamic array.</summary>
internal sealed class TermList
{
    private const int Few = 6;
    private readonly TextPattern[] _all;
    private readonly TextPattern[] _single;
    private readonly FoldedTextSet? _terms;

    /// <summary>The list of a dynamic array.</summary>
    public TermList(string json)
    {
        _all = [.. TextList.Read(json).Select(t => new TextPattern(t))];

        // Many patterns that are one term each are looked up by the text's terms; the others are searched one by one.
        var terms = _all.Where(p => p.IsOneTerm).ToList();
        _terms = terms.Count > Few ? new(terms.Select(p => p.Text)) : null;
        _single = _terms is null ? _all : [.. _all.Where(p => !p.IsOneTerm)];
    }

    /// <summary>True when one of them is in the text.</summary>
    public bool AnyIn(ReadOnlySpan<byte> text)
    {
        foreach (var pattern in _single)
        {
            if (pattern.IsTermIn(text, atStart: true, atEnd: true))
            {
                return true;
            }
        }

        if (_terms is null)
        {
            return false;
        }

        for (var place = 0; Terms.Next(text, ref place, out var start);)
        {
            if (_terms.Contains(text[start..place]))
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

    /// <summary>The position in the list of the first that is in the text, or -1.</summary>
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
