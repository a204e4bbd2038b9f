using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Matoi.Kql.Binding;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Functions.Strings;

/// <summary>Functions that take out what a regular expression matches.</summary>
internal static class Extracting
{
    private const int MostGroups = 16;

    /// <summary><c>extract(regex, group, text[, typeof(type)])</c>.</summary>
    [SpecialForm("extract")]
    public static Scalar Extract(FormCall call)
    {
        if (call.Count is not (3 or 4))
        {
            return call.Wrong("a regular expression, the number of a group, a text, and if wanted typeof(type)");
        }

        var found = call.Make("_extract", call.Argument(0), call.Argument(1), call.Argument(2));
        return call.Count == 3 ? found : TypeArguments.Convert(call, found, 3);
    }

    /// <summary>The text of a group in the first match, 0 for the whole match; empty when there is none.</summary>
    [KqlFunction("_extract")]
    public static string Group(RegexPattern regex, long group, [AnyText] string source)
    {
        Check(regex, group, 0);
        return regex.Match(source).Groups[(int)group].Value;
    }

    /// <summary>The groups of all matches: an array of texts for one group, an array of arrays for more; null when there is no match.</summary>
    [KqlFunction("extract_all")]
    [KqlFunction("extractall", Deprecated = true)]
    public static JsonNode? All(RegexPattern regex, string source)
        => regex.Groups is >= 1 and <= MostGroups ? All(regex, [.. Enumerable.Range(1, regex.Groups)], source)
        : throw new ArgumentRefusedException($"the regular expression '{regex.Text}' has {regex.Groups} groups; 1 to {MostGroups} are needed");

    /// <summary>The same for some groups, given by number or name.</summary>
    [KqlFunction("extract_all")]
    [KqlFunction("extractall", Deprecated = true)]
    public static JsonNode? All(RegexPattern regex, JsonNode? captureGroups, string source)
        => captureGroups is JsonArray { Count: > 0 } groups ? All(regex, [.. groups.Select(g => Number(regex, g))], source) : All(regex, source);

    private static JsonArray? All(RegexPattern regex, int[] groups, string source)
    {
        var found = new JsonArray();
        foreach (var match in regex.Matches(source))
        {
            found.Add(groups is [var only] ? Text(match, only) : new JsonArray([.. groups.Select(g => Text(match, g))]));
        }

        return found.Count == 0 ? null : found;
    }

    private static JsonNode? Text(Match match, int group) => JsonValue.Create(match.Groups[group].Value);

    private static int Number(RegexPattern regex, JsonNode? group)
    {
        var text = TextList.Text(group);
        var number = regex.Names.TryGetValue(text, out var named) ? named : long.TryParse(text, CultureInfo.InvariantCulture, out var given) ? given : -1;
        Check(regex, number, 1);
        return (int)number;
    }

    private static void Check(RegexPattern regex, long group, int least)
    {
        if (group < least || group > regex.Groups)
        {
            throw new ArgumentRefusedException($"the regular expression '{regex.Text}' has {regex.Groups} groups; the group asked for is not among them");
        }
    }
}
