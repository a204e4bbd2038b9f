namespace Matoi.Kql.Functions.Strings.Patterns;

/// <summary>Flags of a regular expression at a place: <c>(?imsUxu)</c>.</summary>
internal readonly record struct PatternFlags(bool IgnoreCase, bool Lines, bool DotAll, bool Lazy, bool Verbose, bool Ascii)
{
    /// <summary>The flags with one set or cleared; null for a letter that is no flag.</summary>
    public PatternFlags? With(char flag, bool on) => flag switch
    {
        'i' => this with { IgnoreCase = on },
        'm' => this with { Lines = on },
        's' => this with { DotAll = on },
        'U' => this with { Lazy = on },
        'x' => this with { Verbose = on },
        'u' => this with { Ascii = !on },
        _ => null,
    };
}
