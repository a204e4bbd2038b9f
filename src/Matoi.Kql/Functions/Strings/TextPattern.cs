using System.Text;

namespace Matoi.Kql.Functions.Strings;

/// <summary>
/// A text that is searched in many others. Case is that of simple Unicode case mapping: one character for one, <c>é</c> and <c>É</c> are the same, <c>ß</c> and <c>SS</c> are not.
/// </summary>
internal sealed class TextPattern
{
    private readonly string _text;
    private readonly byte[] _exact;
    private readonly byte[] _folded;
    private readonly byte[] _masks;
    private readonly bool _ascii;
    private readonly bool _startsInTerm;
    private readonly bool _endsInTerm;

    /// <summary>The pattern of a text.</summary>
    public TextPattern(string text)
    {
        _text = text;
        _exact = Encoding.UTF8.GetBytes(text);
        _ascii = Ascii.IsValid(text);
        _masks = [.. _exact.Select(b => char.IsAsciiLetter((char)b) ? (byte)0x20 : (byte)0)];
        _folded = [.. _exact.Zip(_masks, (b, mask) => (byte)(b | mask))];
        _startsInTerm = !Terms.EndsAt(text.AsSpan(), 0);
        _endsInTerm = !Terms.StartsAt(text.AsSpan(), text.Length);
    }

    /// <summary>
    /// The longest term of the pattern and where in it; none for a pattern without terms or with characters other than ASCII. Wherever the pattern is in a text as a term,
    /// this is one of the text's terms.
    /// </summary>
    public (byte[] Term, int Place)? LongestTerm
    {
        get
        {
            (byte[] Term, int Place)? longest = null;
            for (var place = 0; _ascii && Terms.Next(_exact, ref place, out var start);)
            {
                longest = longest is { } known && known.Term.Length >= place - start ? known : (_exact[start..place], start);
            }

            return longest;
        }
    }

    /// <summary>The same text.</summary>
    public bool Equals(ReadOnlySpan<byte> text)
        => _ascii
            ? text.Length == _exact.Length && AsciiSearch.StartsWith(text, _folded, _masks)
            : Utf8Text.Decoded(text, this, static (chars, pattern) => chars.Equals(pattern._text, StringComparison.OrdinalIgnoreCase));

    /// <summary>The pattern is somewhere in the text.</summary>
    public bool IsIn(ReadOnlySpan<byte> text)
        => _ascii
            ? _exact.Length == 0 || AsciiSearch.IndexOf(text, _folded, _masks, 0) >= 0
            : Utf8Text.Decoded(text, this, static (chars, pattern) => chars.Contains(pattern._text, StringComparison.OrdinalIgnoreCase));

    /// <summary>The pattern is somewhere in the text, with its case.</summary>
    public bool IsExactlyIn(ReadOnlySpan<byte> text) => text.IndexOf(_exact) >= 0;

    /// <summary>The text starts with the pattern.</summary>
    public bool Starts(ReadOnlySpan<byte> text)
        => _ascii
            ? text.Length >= _exact.Length && AsciiSearch.StartsWith(text, _folded, _masks)
            : Utf8Text.Decoded(text, this, static (chars, pattern) => chars.StartsWith(pattern._text, StringComparison.OrdinalIgnoreCase));

    /// <summary>The text starts with the pattern, with its case.</summary>
    public bool ExactlyStarts(ReadOnlySpan<byte> text) => text.StartsWith(_exact);

    /// <summary>The text ends with the pattern.</summary>
    public bool Ends(ReadOnlySpan<byte> text)
        => _ascii
            ? text.Length >= _exact.Length && AsciiSearch.StartsWith(text[^_exact.Length..], _folded, _masks)
            : Utf8Text.Decoded(text, this, static (chars, pattern) => chars.EndsWith(pattern._text, StringComparison.OrdinalIgnoreCase));

    /// <summary>The text ends with the pattern, with its case.</summary>
    public bool ExactlyEnds(ReadOnlySpan<byte> text) => text.EndsWith(_exact);

    /// <summary>
    /// The pattern is in the text and, where wanted, begins and ends with a whole term: where its first or last character is part of a term, the term does not go on in the text.
    /// </summary>
    public bool IsTermIn(ReadOnlySpan<byte> text, bool atStart, bool atEnd)
    {
        if (!_ascii)
        {
            return Utf8Text.Decoded(text, (Pattern: this, atStart, atEnd), static (chars, a) => a.Pattern.IsTermIn(chars, a.atStart, a.atEnd));
        }

        if (_exact.Length == 0)
        {
            return true;
        }

        var (start, end) = (atStart && _startsInTerm, atEnd && _endsInTerm);
        for (var at = AsciiSearch.IndexOf(text, _folded, _masks, 0); at >= 0; at = AsciiSearch.IndexOf(text, _folded, _masks, at + 1))
        {
            if ((!start || Terms.StartsAt(text, at)) && (!end || Terms.EndsAt(text, at + _exact.Length)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The pattern, which is ASCII, is at a place of the text and begins and ends with a whole term.</summary>
    public bool IsTermAt(ReadOnlySpan<byte> text, int place)
        => place >= 0 && place + _exact.Length <= text.Length && AsciiSearch.StartsWith(text[place..], _folded, _masks)
            && (!_startsInTerm || Terms.StartsAt(text, place)) && (!_endsInTerm || Terms.EndsAt(text, place + _exact.Length));

    /// <summary>As <see cref="IsTermIn(ReadOnlySpan{byte}, bool, bool)"/>, with the pattern's case.</summary>
    public bool IsExactTermIn(ReadOnlySpan<byte> text, bool atStart, bool atEnd)
    {
        var (start, end) = (atStart && _startsInTerm, atEnd && _endsInTerm);
        for (var from = 0; from + _exact.Length <= text.Length;)
        {
            var at = text[from..].IndexOf(_exact);
            if (at < 0)
            {
                return false;
            }

            at += from;
            if ((!start || Terms.StartsAt(text, at)) && (!end || Terms.EndsAt(text, at + _exact.Length)))
            {
                return true;
            }

            from = at + 1;
        }

        return false;
    }

    private bool IsTermIn(ReadOnlySpan<char> text, bool atStart, bool atEnd)
    {
        for (var from = 0; from + _text.Length <= text.Length;)
        {
            var at = text[from..].IndexOf(_text, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
            {
                return false;
            }

            at += from;
            if ((!atStart || !_startsInTerm || Terms.StartsAt(text, at)) && (!atEnd || !_endsInTerm || Terms.EndsAt(text, at + _text.Length)))
            {
                return true;
            }

            from = at + 1;
        }

        return false;
    }
}
