using System.Text.RegularExpressions;

namespace Matoi.Detect.Rules.Reading;

/// <summary>Makes JSON fit for the YAML reader, which gives line and column: JSON is YAML but for tabs and pairs of surrogate escapes.</summary>
internal static partial class JsonAsYaml
{
    public static string Prepare(string json)
        => Pair().Replace(json.Replace('\t', ' '), pair => ((char)Convert.ToUInt16(pair.Groups[1].Value, 16)).ToString() + (char)Convert.ToUInt16(pair.Groups[2].Value, 16));

    /// <summary>The text of the object that begins there.</summary>
    public static string ObjectAt(string json, int start)
    {
        var (depth, quoted) = (0, false);
        for (var i = start; i < json.Length; i++)
        {
            var c = json[i];
            i += quoted && c == '\\' ? 1 : 0;
            quoted ^= c == '"';
            depth += quoted ? 0 : c is '{' or '[' ? 1 : c is '}' or ']' ? -1 : 0;
            if (depth == 0 && !quoted)
            {
                return json[start..(i + 1)];
            }
        }

        return json[start..];
    }

    [GeneratedRegex(@"(?<!\\)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")]
    private static partial Regex Pair();
}
