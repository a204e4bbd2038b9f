using System.Text.RegularExpressions;

namespace Matoi.Kql.Functions.Strings.Patterns;

/// <summary>
/// Runs one pattern. It starts on the engine that is quick to make, moves to a compiled one when there are many texts, and for good to the one that never goes back
/// when a text takes too long.
/// </summary>
internal sealed class PatternEngine
{
    private const int ManyUses = 3_000;
    private static readonly TimeSpan TooLong = TimeSpan.FromMilliseconds(250);
    private readonly string _text;
    private readonly bool _looksAround;
    private volatile Regex _regex;
    private int _uses;

    /// <summary>The engine of a pattern.</summary>
    public PatternEngine(PatternNode root, bool surrogates)
    {
        (_text, _looksAround) = DotNetPattern.Write(root, surrogates);
        _regex = new(_text, RegexOptions.CultureInvariant, TooLong);
    }

    /// <summary>True when the pattern is somewhere in the text.</summary>
    public bool IsMatch(ReadOnlySpan<char> text)
    {
        Count();
        try
        {
            return _regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return Linear().IsMatch(text);
        }
    }

    /// <summary>The first match at or behind a place.</summary>
    public Match Match(string text, int from)
    {
        Count();
        try
        {
            return _regex.Match(text, from);
        }
        catch (RegexMatchTimeoutException)
        {
            return Linear().Match(text, from);
        }
    }

    private void Count()
    {
        if (_uses <= ManyUses && Interlocked.Increment(ref _uses) == ManyUses && !_regex.Options.HasFlag(RegexOptions.NonBacktracking))
        {
            _regex = new(_text, RegexOptions.CultureInvariant | RegexOptions.Compiled, TooLong);
        }
    }

    private Regex Linear()
    {
        if (_looksAround)
        {
            throw new ArgumentRefusedException("the regular expression takes too long on a text; make it simpler");
        }

        try
        {
            return _regex = new(_text, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (NotSupportedException)
        {
            throw new ArgumentRefusedException("the regular expression takes too long on a text and is too large for the engine that would be faster; make it simpler");
        }
    }
}
