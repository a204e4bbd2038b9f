using System.Globalization;
using Matoi.Model;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Matoi.Detect.Rules.Reading;

/// <summary>Reads the nodes of one document and collects what is wrong with it and what was tolerated, each with file, line and column.</summary>
internal sealed class RuleNodes(string file)
{
    public List<Problem> Errors { get; } = [];

    public List<Problem> Warnings { get; } = [];

    public void Report(string code, Mark place, string message) => Errors.Add(At(code, place, message));

    public void Warn(string code, Mark place, string message) => Warnings.Add(At(code, place, message));

    /// <summary>A child by name, without regard to case; null when it is absent or empty.</summary>
    public static YamlNode? Child(YamlNode? node, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            foreach (var (key, value) in Pairs(node))
            {
                if (name.Equals((key as YamlScalarNode)?.Value, StringComparison.OrdinalIgnoreCase))
                {
                    return IsNothing(value) ? null : value;
                }
            }
        }

        return null;
    }

    /// <summary>A child's text; null when it is absent. A problem when it is a list or mapping.</summary>
    public string? Text(YamlNode node, params ReadOnlySpan<string> names)
    {
        switch (Child(node, names))
        {
            case null:
                return null;
            case YamlScalarNode { Value: { } text }:
                return text;
            case var other:
                Report("rule-type", other.Start, $"'{names[0]}' must be text");
                return null;
        }
    }

    /// <summary>The same, with a problem when it is missing.</summary>
    public string Required(YamlNode node, params ReadOnlySpan<string> names)
    {
        if (Child(node, names) is null)
        {
            Report("rule-missing", node.Start, $"'{names[0]}' is missing");
            return "";
        }

        return Text(node, names)?.Trim() ?? "";
    }

    /// <summary>A list of texts; one text is a list of one.</summary>
    public IReadOnlyList<string> Texts(YamlNode? node, string what)
    {
        switch (node)
        {
            case null:
                return [];
            case YamlScalarNode { Value: { } text }:
                return [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
            case YamlSequenceNode list:
                foreach (var wrong in list.Where(item => item is not YamlScalarNode))
                {
                    Warn("rule-type", wrong.Start, $"{what} should hold texts only; this one is left out");
                }

                return [.. list.OfType<YamlScalarNode>().Select(item => item.Value?.Trim() ?? "").Where(item => item.Length > 0)];
            default:
                Report("rule-type", node.Start, $"'{what}' must be a list of texts");
                return [];
        }
    }

    /// <summary>The keys and values of a mapping; none of anything else.</summary>
    public static IEnumerable<KeyValuePair<YamlNode, YamlNode>> Pairs(YamlNode? node) => (node as YamlMappingNode)?.Children ?? Enumerable.Empty<KeyValuePair<YamlNode, YamlNode>>();

    /// <summary>Names with texts.</summary>
    public IReadOnlyDictionary<string, string> Pairs(YamlNode? node, string what)
    {
        var pairs = new Dictionary<string, string>();
        if (node is not (null or YamlMappingNode))
        {
            Report("rule-type", node.Start, $"'{what}' must be names with a column each");
        }

        foreach (var (key, value) in Pairs(node))
        {
            pairs[key.ToString()] = (value as YamlScalarNode)?.Value ?? "";
        }

        return pairs;
    }

    /// <summary>The items of a list; a problem when it is none.</summary>
    public IEnumerable<YamlNode> Items(YamlNode? node, string what)
    {
        if (node is not (null or YamlSequenceNode))
        {
            Report("rule-type", node.Start, $"'{what}' must be a list");
        }

        return node is YamlSequenceNode list ? list.Children : [];
    }

    public bool? Flag(YamlNode? node, string name)
    {
        if (Child(node, name) is not { } child)
        {
            return null;
        }

        if (bool.TryParse((child as YamlScalarNode)?.Value, out var flag))
        {
            return flag;
        }

        Report("rule-value", child.Start, $"'{name}' must be true or false");
        return null;
    }

    public TimeSpan? Duration(YamlNode? node, string name)
    {
        if (Child(node, name) is not { } child)
        {
            return null;
        }

        if (RuleDuration.Read((child as YamlScalarNode)?.Value) is { } span)
        {
            return span;
        }

        Report("rule-value", child.Start, $"{name} '{Short(child)}' is no length of time; write it as 5m, 1h, 14d or PT1H");
        return null;
    }

    public long? Number(YamlNode? node, string name)
    {
        if (Child(node, name) is not { } child)
        {
            return null;
        }

        if (long.TryParse((child as YamlScalarNode)?.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        Report("rule-value", child.Start, $"{name} '{Short(child)}' is no whole number");
        return null;
    }

    /// <summary>The beginning of a node, for messages.</summary>
    public static string Short(YamlNode node) => (node as YamlScalarNode)?.Value is { } text ? text.Length > 60 ? text[..60] + "…" : text : "a list or mapping";

    private static bool IsNothing(YamlNode node) => node is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "null" or "~" };

    private Problem At(string code, Mark place, string message) => new(code, $"{file}:{place.Line}:{place.Column}: {message}", file);
}
