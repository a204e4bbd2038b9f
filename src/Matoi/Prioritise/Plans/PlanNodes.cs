using System.Globalization;
using System.Text.RegularExpressions;
using Matoi.Detect.Rules.Reading;
using Matoi.Model;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Matoi.Prioritise.Plans;

/// <summary>Reads one file of the plan node by node and collects everything that is wrong with it, each with file, line and column.</summary>
internal sealed class PlanNodes(string file)
{
    private const int MostPoints = 100;

    /// <summary>What is wrong, in the order found.</summary>
    public List<Problem> Problems { get; } = [];

    /// <summary>Adds a problem at a place of the file.</summary>
    public void Report(string code, Mark place, string message) => Problems.Add(new(code, $"{file}:{place.Line}:{place.Column}: {message}", file));

    /// <summary>The file's mapping; null when the text is no YAML or holds something else.</summary>
    public YamlMappingNode? Root(string text, params ReadOnlySpan<string> known)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents.Count == 0 ? new YamlMappingNode() : Map(stream.Documents[0].RootNode, "the file", known);
        }
        catch (YamlException e)
        {
            Report("plan-syntax", e.Start, $"not valid YAML: {e.Message[(e.Message.LastIndexOf("): ", StringComparison.Ordinal) is var cut and >= 0 ? cut + 3 : 0)..]}");
            return null;
        }
    }

    /// <summary>The node as a mapping whose names are all among <paramref name="known"/> (any when none are given); null when it is absent or no mapping.</summary>
    public YamlMappingNode? Map(YamlNode? node, string what, params ReadOnlySpan<string> known)
    {
        if (node is not (null or YamlMappingNode))
        {
            Report("plan-type", node.Start, $"{what} must be a mapping of names to values");
        }

        foreach (var key in known.IsEmpty || node is not YamlMappingNode given ? [] : given.Children.Keys)
        {
            if (!known.Contains(Plain(key) ?? ""))
            {
                Report("plan-unknown", key.Start, $"{what} has no '{key}' (known: {string.Join(", ", known!)})");
            }
        }

        return node as YamlMappingNode;
    }

    /// <summary>A child node, or null.</summary>
    public static YamlNode? Child(YamlMappingNode? map, string key) => map is not null && map.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;

    /// <summary>The items of a list; none when it is absent.</summary>
    public IEnumerable<YamlNode> Items(YamlNode? node, string what)
    {
        if (node is not (null or YamlSequenceNode))
        {
            Report("plan-type", node.Start, $"{what} must be a list");
        }

        return node is YamlSequenceNode list ? list.Children : [];
    }

    /// <summary>A text; null when it is absent.</summary>
    public string? Text(YamlMappingNode? map, string key, bool required = false)
    {
        switch (Child(map, key))
        {
            case YamlScalarNode { Value: { Length: > 0 } text }:
                return text;
            case null or YamlScalarNode:
                if (required && map is not null)
                {
                    Report("plan-missing", map.Start, $"'{key}' is missing");
                }

                return null;
            case var other:
                Report("plan-type", other.Start, $"'{key}' must be text");
                return null;
        }
    }

    /// <summary>A list of texts; one text is a list of one.</summary>
    public List<(string Text, Mark Place)> Texts(YamlNode? node, string what)
    {
        var texts = new List<(string, Mark)>();
        foreach (var item in node is YamlScalarNode ? [node] : Items(node, what))
        {
            if (Plain(item) is { Length: > 0 } text)
            {
                texts.Add((text, item.Start));
            }
            else
            {
                Report("plan-type", item.Start, $"{what} must hold texts only");
            }
        }

        return texts;
    }

    /// <summary>A pattern that must fit the whole text, without regard to case; null when it is absent or none.</summary>
    public Regex? Pattern(YamlNode? node, string what)
    {
        if (node is null)
        {
            return null;
        }

        if (Plain(node) is not { Length: > 0 } text)
        {
            Report("plan-type", node.Start, $"{what} must be a regular expression");
            return null;
        }

        try
        {
            // Without backtracking no pattern can stop the queue.
            return new Regex($"^(?:{text})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.Singleline);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            Report("plan-pattern", node.Start, $"{what} '{text}' is no regular expression that can be used: {Reason(e, text)}");
            return null;
        }
    }

    /// <summary>A whole number from <paramref name="least"/> to <paramref name="most"/>; <paramref name="otherwise"/> when it is absent or none.</summary>
    public int Number(YamlMappingNode? map, string key, int otherwise, int least = -MostPoints, int most = MostPoints)
    {
        if (Child(map, key) is not { } node)
        {
            return otherwise;
        }

        if (int.TryParse(Plain(node), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        Report("plan-number", node.Start, $"{key} '{Plain(node) ?? "a list or mapping"}' is no whole number from {least} to {most}");
        return otherwise;
    }

    /// <summary>A word of an enumeration without its zero; <paramref name="otherwise"/> when it is absent or none.</summary>
    public T Word<T>(YamlNode? node, string what, T otherwise)
        where T : struct, Enum
    {
        if (node is null)
        {
            return otherwise;
        }

        if (Plain(node) is { } text && text.All(char.IsAsciiLetterOrDigit) && !char.IsAsciiDigit(text[0]) && Enum.TryParse<T>(text, true, out var word) && Enum.IsDefined(word))
        {
            return word;
        }

        Report("plan-value", node.Start, $"{what} '{Plain(node) ?? "a list or mapping"}' is not one of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}");
        return otherwise;
    }

    /// <summary>A length of time such as <c>15m</c>, <c>4h</c>, <c>3d</c>, at most a year; null when it is absent or none.</summary>
    public TimeSpan? Duration(YamlMappingNode? map, string key)
    {
        if (Child(map, key) is not { } node)
        {
            return null;
        }

        if (RuleDuration.Read(Plain(node)) is { } span && span <= TimeSpan.FromDays(366))
        {
            return span;
        }

        Report("plan-value", node.Start, $"{key} '{Plain(node) ?? "a list or mapping"}' is no length of time up to a year; write it as 15m, 4h or 3d");
        return null;
    }

    /// <summary>The text of a scalar; null for lists and mappings.</summary>
    public static string? Plain(YamlNode node) => (node as YamlScalarNode)?.Value;

    private static string Reason(Exception e, string pattern)
        => e is RegexParseException parse ? $"{parse.Error} near character {Math.Clamp(parse.Offset - 3, 1, pattern.Length)}" : "look-around and back-references cannot be used here";
}
