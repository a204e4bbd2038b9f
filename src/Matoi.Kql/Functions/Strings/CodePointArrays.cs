using System.Text;
using System.Text.Json.Nodes;

namespace Matoi.Kql.Functions.Strings;

/// <summary>Text as an array of its characters' codes.</summary>
internal static class CodePointArrays
{
    /// <summary>Codes of the characters.</summary>
    [KqlFunction("unicode_codepoints_from_string")]
    [KqlFunction("to_utf8", Deprecated = true)]
    public static JsonNode? Codes([AnyText] string value) => new JsonArray([.. value.EnumerateRunes().Select(r => (JsonNode?)JsonValue.Create(r.Value))]);

    /// <summary>The text of codes, given one by one or in arrays; what is no character's code is left out.</summary>
    [KqlFunction("unicode_codepoints_to_string")]
    [KqlFunction("make_string", Deprecated = true)]
    public static string Text(params JsonNode?[] codes)
    {
        var text = new StringBuilder();
        foreach (var code in codes.SelectMany(c => c is JsonArray array ? array.AsEnumerable() : [c]))
        {
            if (code is JsonValue value && value.TryGetValue<long>(out var point) && point is >= 0 and <= 0x10FFFF && Rune.IsValid((int)point))
            {
                text.Append(new Rune((int)point));
            }
        }

        return text.ToString();
    }
}
