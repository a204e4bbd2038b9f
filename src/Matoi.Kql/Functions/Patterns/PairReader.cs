namespace Matoi.Kql.Functions.Patterns;

/// <summary>Reads the pairs of a text whose delimiters are known.</summary>
internal sealed class PairReader(KeyValuePattern pattern, string text)
{
    private readonly string _pair = pattern.Pair!;
    private readonly string _between = pattern.Between!;
    private int _at;

    /// <summary>Keys and values in order, without spaces around them and without their quotes.</summary>
    public IEnumerable<(string Key, string Value)> Pairs()
    {
        while (_at < text.Length)
        {
            if (Key() is not { } key)
            {
                yield break;
            }

            yield return (key, Value());
        }
    }

    /// <summary>The next key: what stands before the next delimiter of a value, behind the last delimiter of pairs. Null at the end.</summary>
    private string? Key()
    {
        SkipSpaces();
        if (Quoted() is { } quoted)
        {
            SkipSpaces();
            if (Stands(_between))
            {
                _at += _between.Length;
                return quoted;
            }
        }

        var end = text.IndexOf(_between, _at, StringComparison.Ordinal);
        if (end < 0)
        {
            _at = text.Length;
            return null;
        }

        var key = text.AsSpan(_at, end - _at).Trim();
        var before = key.LastIndexOf(_pair, StringComparison.Ordinal);
        key = before < 0 ? key : key[(before + _pair.Length)..].Trim();
        _at = end + _between.Length;

        // A quoted key behind text that is no pair.
        return key.Length > 1 && pattern.Open.IndexOf(key[0], StringComparison.Ordinal) is >= 0 and var kind && key[^1] == pattern.Close[kind] ? key[1..^1].ToString() : key.ToString();
    }

    private string Value()
    {
        SkipSpaces();
        if (Quoted() is { } quoted)
        {
            var next = text.IndexOf(_pair, _at, StringComparison.Ordinal);
            _at = next < 0 ? text.Length : next + _pair.Length;
            return quoted;
        }

        var end = pattern.Greedy ? LastBeforeNextKey() : text.IndexOf(_pair, _at, StringComparison.Ordinal);
        end = end < 0 ? text.Length : end;
        var value = text.AsSpan(_at, end - _at).Trim().ToString();
        _at = Math.Min(text.Length, end + _pair.Length);
        return value;
    }

    /// <summary>The last delimiter of pairs before the next delimiter of a value; -1 when no other key follows.</summary>
    private int LastBeforeNextKey()
    {
        var next = text.IndexOf(_between, _at, StringComparison.Ordinal);
        if (next < 0)
        {
            return -1;
        }

        var key = text.AsSpan(_at, next - _at).TrimEnd();
        var found = key.LastIndexOf(_pair, StringComparison.Ordinal);
        return found < 0 ? -1 : _at + found;
    }

    private string? Quoted() => QuotedText.Read(pattern, text, ref _at);

    private bool Stands(string delimiter) => text.AsSpan(_at).StartsWith(delimiter, StringComparison.Ordinal);

    // A space that is itself a delimiter and stands before a key or value separates nothing.
    private void SkipSpaces()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }
    }
}
