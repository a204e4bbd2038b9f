using System.Text;

namespace Matoi.Kql.Functions.Strings;

/// <summary>Functions that measure text.</summary>
internal static class Length
{
    /// <summary>Number of characters.</summary>
    [KqlFunction("strlen", DuckDb = "length({0})")]
    public static long Strlen([AnyText] string s) => Characters(s);

    /// <summary>Number of bytes in UTF-8.</summary>
    [KqlFunction("string_size", DuckDb = "strlen({0})")]
    public static long Size([AnyText] string s) => Encoding.UTF8.GetByteCount(s);

    /// <summary>True for the empty text and for null of any type.</summary>
    [KqlFunction("isempty", DuckDb = "({0} = '')")]
    public static bool IsEmpty([AnyText] string s) => s.Length == 0;

    /// <summary>False for the empty text and for null of any type.</summary>
    [KqlFunction("isnotempty", DuckDb = "({0} <> '')")]
    [KqlFunction("notempty", DuckDb = "({0} <> '')", Deprecated = true)]
    public static bool IsNotEmpty([AnyText] string s) => s.Length > 0;

    /// <summary>True when all characters are ASCII.</summary>
    [KqlFunction("isascii")]
    public static bool IsAscii(Utf8Text s) => Ascii.IsValid(s.Bytes);

    /// <summary>True when the text is well-formed UTF-8, which all text of the engine is.</summary>
    [KqlFunction("isutf8")]
    public static bool IsUtf8(Utf8Text s) => System.Text.Unicode.Utf8.IsValid(s.Bytes);

    /// <summary>Number of characters.</summary>
    public static int Characters(ReadOnlySpan<char> s)
    {
        var count = s.Length;
        for (var at = s.IndexOfAnyInRange('\uD800', '\uDBFF'); at >= 0 && at + 1 < s.Length;)
        {
            count -= char.IsLowSurrogate(s[at + 1]) ? 1 : 0;
            var next = s[(at + 1)..].IndexOfAnyInRange('\uD800', '\uDBFF');
            at = next < 0 ? -1 : at + 1 + next;
        }

        return count;
    }
}
