using System.Globalization;
using System.Text;

namespace Matoi.Kql.Functions.Strings.Patterns;

/// <summary>The text of a regular expression while it is read, character by character.</summary>
internal sealed class PatternText(string text)
{
    /// <summary>Where the next character is.</summary>
    public int Position { get; set; }

    /// <summary>True when nothing is left.</summary>
    public bool AtEnd => Position >= text.Length;

    /// <summary>The next character, or NUL at the end.</summary>
    public char Current => AtEnd ? '\0' : text[Position];

    /// <summary>True when this comes next.</summary>
    public bool Is(string what) => string.CompareOrdinal(text, Position, what, 0, what.Length) == 0;

    /// <summary>Takes this when it comes next.</summary>
    public bool Take(string what)
    {
        if (!Is(what))
        {
            return false;
        }

        Position += what.Length;
        return true;
    }

    /// <summary>Takes one character.</summary>
    public int Next()
    {
        if (Rune.DecodeFromUtf16(text.AsSpan(Position), out var rune, out var length) != System.Buffers.OperationStatus.Done)
        {
            throw Wrong("half a character");
        }

        Position += length;
        return rune.Value;
    }

    /// <summary>Takes all up to a mark and the mark; null, and nothing is taken, when there is no mark.</summary>
    public string? Until(char mark)
    {
        var end = text.IndexOf(mark, Math.Min(Position, text.Length));
        if (end < 0)
        {
            return null;
        }

        var taken = text[Position..end];
        Position = end + 1;
        return taken;
    }

    /// <summary>Takes a whole number; null when there is none.</summary>
    public int? Number()
    {
        var start = Position;
        while (char.IsAsciiDigit(Current))
        {
            Position++;
        }

        return start == Position ? null : int.TryParse(text.AsSpan(start, Position - start), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Wrong("a number that is too large");
    }

    /// <summary>Takes white space and comments where the flag <c>x</c> says so.</summary>
    public void SkipSpace(PatternFlags flags)
    {
        while (flags.Verbose && !AtEnd && (char.IsWhiteSpace(Current) || Current == '#'))
        {
            if (Current != '#')
            {
                Position++;
            }
            else if (Until('\n') is null)
            {
                Position = text.Length;
            }
        }
    }

    /// <summary>The error that something is wrong at the current place.</summary>
    public ArgumentRefusedException Wrong(string what) => Wrong(what, Position);

    /// <summary>The error that something is wrong at a place.</summary>
    public ArgumentRefusedException Wrong(string what, int place) => new($"the regular expression '{text}' has {what} at its character {place + 1}");
}
