using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Matoi.Kql.Binding;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Functions.Strings;

/// <summary>Functions that give parts of a text. Places count characters.</summary>
internal static class Cutting
{
    /// <summary>
    /// The text from a place on, or so many characters of it; a negative place counts from the end, and one before the beginning gives nothing.
    /// </summary>
    [SpecialForm("substring")]
    public static Scalar Substring(FormCall call)
    {
        if (call.Count is not (2 or 3))
        {
            return call.Wrong("a text, a place to start, and if wanted a number of characters");
        }

        var (text, start, length) = (call.Argument(0), call.Argument(1), call.Count == 3 ? call.Argument(2) : Constant.Long(int.MaxValue));
        return start is Constant { Value: int or long } from && length is Constant { Value: int or long } count && Whole(from) && Whole(count)
            ? call.Make("_substring_fixed", text, start, length)
            : call.Make("_substring", text, start, length);
    }

    /// <summary>A part whose place and length are not negative, which the engine cuts itself.</summary>
    [KqlFunction("_substring_fixed", DuckDb = "substring({0}, {1} + 1, {2})", MayOverflow = true)]
    public static string Fixed([AnyText] string source, long start, long length) => Substring(source, start, length);

    /// <summary>A part of a text.</summary>
    [KqlFunction("_substring")]
    public static string Substring([AnyText] string source, long start, long length)
    {
        var plain = !source.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF');
        long characters = plain ? source.Length : Length.Characters(source);
        var from = start < 0 ? characters + start : start;
        var count = Math.Min(length, characters - from);
        if (from < 0 || count <= 0)
        {
            return "";
        }

        return plain ? source.Substring((int)from, (int)count) : Runes(source, (int)from, (int)count);
    }

    /// <summary>The parts between delimiters.</summary>
    [KqlFunction("split")]
    public static JsonNode? Split([AnyText] string source, string delimiter) => new JsonArray([.. Parts(source, delimiter).Select(p => (JsonNode?)JsonValue.Create(p))]);

    /// <summary>An array with one of the parts; null when there are not so many.</summary>
    [KqlFunction("split")]
    public static JsonNode? Split([AnyText] string source, string delimiter, long index)
        => Parts(source, delimiter) is var parts && index >= 0 && index < parts.Length ? new JsonArray(JsonValue.Create(parts[index])) : null;

    /// <summary>The text without a match at its beginning and one at its end.</summary>
    [KqlFunction("trim")]
    public static string Trim(TrimPattern regex, [AnyText] string source) => regex.End(regex.Start(source));

    /// <summary>The text without a match at its beginning.</summary>
    [KqlFunction("trim_start")]
    public static string TrimStart(TrimPattern regex, [AnyText] string source) => regex.Start(source);

    /// <summary>The text without a match at its end.</summary>
    [KqlFunction("trim_end")]
    public static string TrimEnd(TrimPattern regex, [AnyText] string source) => regex.End(source);

    /// <summary>The characters from last to first.</summary>
    [KqlFunction("reverse")]
    public static string Reverse([AnyText] string value)
    {
        var reversed = value.ToCharArray();
        Array.Reverse(reversed);
        for (var i = 0; i + 1 < reversed.Length; i++)
        {
            if (char.IsLowSurrogate(reversed[i]) && char.IsHighSurrogate(reversed[i + 1]))
            {
                (reversed[i], reversed[i + 1]) = (reversed[i + 1], reversed[i]);
                i++;
            }
        }

        return new(reversed);
    }

    /// <summary>A text from and with so many characters.</summary>
    private static string Runes(string source, int from, int count)
    {
        var result = new StringBuilder();
        foreach (var rune in source.EnumerateRunes().Skip(from).Take(count))
        {
            result.Append(rune);
        }

        return result.ToString();
    }

    private static bool Whole(Constant number) => Convert.ToInt64(number.Value, CultureInfo.InvariantCulture) is >= 0 and <= int.MaxValue;

    private static string[] Parts(string source, string delimiter) => delimiter.Length == 0 ? [source] : source.Split(delimiter);
}
