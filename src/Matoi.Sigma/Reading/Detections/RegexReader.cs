using System.Text.RegularExpressions;
using Matoi.Sigma.Expressions;
using Matoi.Sigma.Reading.Yaml;
using ValueMatch = Matoi.Sigma.Expressions.ValueMatch;

namespace Matoi.Sigma.Reading.Detections;

/// <summary>The modifier <c>re</c>.</summary>
internal static class RegexReader
{
    /// <summary>The expression as a test; nothing, with the reason reported, when it cannot be read.</summary>
    public static IEnumerable<ValueMatch> Read(FieldKey key, string text, YamlScalar source, Complaints complaints)
    {
        try
        {
            _ = new Regex(text, RegexOptions.CultureInvariant);
        }
        catch (RegexParseException e)
        {
            complaints.Error(SigmaCode.BadRegex, source, Math.Clamp(e.Offset, 0, Math.Max(0, text.TrimEnd().Length - 1)), $"this regular expression cannot be read: {e.Message.ReplaceLineEndings(" ")}");
            return [];
        }

        var pattern = key.Position switch
        {
            "startswith" => $@"\A(?:{text})",
            "endswith" => $@"(?:{text})\z",
            _ => text,
        };
        return [new RegexMatch(pattern, key.Modifiers.Contains("i"), key.Modifiers.Contains("m"), key.Modifiers.Contains("s"))];
    }
}
