using Matoi.Kql.Binding;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Functions.Strings;

/// <summary>Functions that say where, or how often, something is in a text. Places count characters from 0; -1 means nowhere.</summary>
internal static class Finding
{
    /// <summary>
    /// The place of an occurrence between a start (negative: from the end) and a length (-1: to the end); null for an empty lookup and for a length or occurrence that is none.
    /// </summary>
    [KqlFunction("indexof")]
    public static long? IndexOf([AnyText] string source, [AnyText] string lookup, long start = 0, long length = -1, long occurrence = 1)
    {
        if (lookup.Length == 0 || length < -1 || occurrence < 1)
        {
            return null;
        }

        var (from, to) = Range(source, start < 0 ? Math.Max(0, Length.Characters(source) + start) : start, length);
        while (source.IndexOf(lookup, from, to - from, StringComparison.Ordinal) is var at && at >= 0)
        {
            if (--occurrence == 0)
            {
                return Length.Characters(source.AsSpan(0, at));
            }

            // The length counts anew from where the search goes on.
            (from, to) = (at + 1, length < 0 ? source.Length : Place(source, at + 1, length));
        }

        return -1;
    }

    /// <summary>The same for a regular expression, whose matches do not overlap; null for a negative start as well.</summary>
    [KqlFunction("indexof_regex")]
    public static long? IndexOfRegex([AnyText] string source, RegexPattern lookup, long start = 0, long length = -1, long occurrence = 1)
    {
        if (start < 0 || length < -1 || occurrence < 1)
        {
            return null;
        }

        var (from, to) = Range(source, start, length);
        var match = lookup.Matches(source[from..to]).Skip((int)Math.Min(occurrence - 1, int.MaxValue)).FirstOrDefault();
        return match is null ? -1 : Length.Characters(source.AsSpan(0, from + match.Index));
    }

    /// <summary>How often a text, or with kind <c>regex</c> a regular expression, is in another.</summary>
    [SpecialForm("countof")]
    public static Scalar CountOf(FormCall call)
    {
        if (call.Count is not (2 or 3))
        {
            return call.Wrong("a text, what to count in it, and if wanted 'normal' or 'regex'");
        }

        var kind = call.Count == 2 ? Constant.Text("normal") : call.Argument(2);
        return kind switch
        {
            Faulty => kind,
            Constant { Value: "normal" } => call.Make("_countof", call.Argument(0), call.Argument(1)),
            Constant { Value: "regex" } => call.Make("_countof_regex", call.Argument(0), call.Argument(1)),
            _ => call.Fault("KQL304", "the kind must be 'normal' or 'regex'", 2),
        };
    }

    /// <summary>Occurrences of a text, which may overlap.</summary>
    [KqlFunction("_countof")]
    public static long Count([AnyText] string source, string search)
    {
        var count = 0;
        for (var at = -1; search.Length > 0 && at + 1 < source.Length && (at = source.IndexOf(search, at + 1, StringComparison.Ordinal)) >= 0;)
        {
            count++;
        }

        return count;
    }

    /// <summary>Matches of a regular expression, which do not overlap.</summary>
    [KqlFunction("_countof_regex")]
    public static long Count([AnyText] string source, RegexPattern search) => search.Matches(source).Count();

    /// <summary>The place in UTF-16 of a character, and that of the character so many behind it.</summary>
    private static (int From, int To) Range(string source, long start, long length)
    {
        var from = Place(source, 0, start);
        return (from, length < 0 ? source.Length : Place(source, from, length));
    }

    private static int Place(string source, int from, long characters)
    {
        for (; characters > 0 && from < source.Length; characters--)
        {
            from += char.IsSurrogatePair(source, from) ? 2 : 1;
        }

        return from;
    }
}
