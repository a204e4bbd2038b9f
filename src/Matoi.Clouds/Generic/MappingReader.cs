using Matoi.Model;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Matoi.Clouds.Generic;

/// <summary>Reads the YAML of one file node by node and collects every problem with file, line and column.</summary>
internal sealed class MappingReader(string file)
{
    /// <summary>What is wrong with the file, in the order found.</summary>
    public List<Problem> Problems { get; } = [];

    /// <summary>Adds a problem at a place in the file.</summary>
    public void Report(string code, Mark place, string message) => Problems.Add(new(code, $"{file}:{place.Line}:{place.Column}: {message}", file));

    /// <summary>The node as a mapping whose keys are all among <paramref name="known"/>; problems for what is not. Null when it is no mapping.</summary>
    public YamlMappingNode? Map(YamlNode? node, string what, params ReadOnlySpan<string> known)
    {
        if (node is null)
        {
            return null;
        }

        if (node is not YamlMappingNode map)
        {
            Report("mapping-type", node.Start, $"{what} must be a mapping of names to values");
            return null;
        }

        foreach (var key in known.IsEmpty ? [] : map.Children.Keys)
        {
            if (!known.Contains((key as YamlScalarNode)?.Value ?? ""))
            {
                Report("mapping-unknown", key.Start, $"{what} has no '{key}' (known: {string.Join(", ", known!)})");
            }
        }

        return map;
    }

    /// <summary>The names and values of a mapping whose names are the file's own.</summary>
    public IEnumerable<KeyValuePair<YamlNode, YamlNode>> Pairs(YamlNode? node, string what) => Map(node, what) is { } map ? map.Children : [];

    /// <summary>A child node, or null.</summary>
    public static YamlNode? Child(YamlMappingNode? map, string key) => map is not null && map.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;

    /// <summary>A text; a problem when it is there and not text, or missing though <paramref name="required"/>.</summary>
    public string? Text(YamlMappingNode? map, string key, bool required = false)
    {
        switch (Child(map, key))
        {
            case YamlScalarNode { Value: { Length: > 0 } text }:
                return text;
            case null when required && map is not null:
                Report("mapping-missing", map.Start, $"'{key}' is missing");
                return null;
            case null:
                return null;
            case var other:
                Report("mapping-type", other.Start, $"'{key}' must be text");
                return null;
        }
    }

    /// <summary>A value of an enum by name; a problem names those that there are.</summary>
    public T? Enumerated<T>(YamlMappingNode? map, string key, bool required = false)
        where T : struct, Enum
        => Text(map, key, required) is { } text ? Enumerated<T>(Child(map, key)!, text, key) : null;

    /// <summary>The same for a node at hand.</summary>
    public T? Enumerated<T>(YamlNode node, string text, string what)
        where T : struct, Enum
    {
        if (Enum.GetNames<T>().FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name)
        {
            return Enum.Parse<T>(name);
        }

        Report("mapping-value", node.Start, $"{what} '{text}' is not one of {string.Join(", ", Enum.GetNames<T>())}");
        return null;
    }

    /// <summary>A list of texts; one text is a list of one.</summary>
    public IReadOnlyList<string> Texts(YamlNode? node, string what)
    {
        switch (node)
        {
            case null:
                return [];
            case YamlScalarNode { Value: { } text }:
                return [text];
            case YamlSequenceNode list:
                foreach (var wrong in list.Where(item => item is not YamlScalarNode))
                {
                    Report("mapping-type", wrong.Start, $"{what} must hold texts only");
                }

                return [.. list.OfType<YamlScalarNode>().Select(item => item.Value ?? "")];
            default:
                Report("mapping-type", node.Start, $"{what} must be a list of texts");
                return [];
        }
    }

    /// <summary>Paths with the values that theirs may have.</summary>
    public IReadOnlyList<(string Path, IReadOnlyList<string> Values)> Conditions(YamlNode? node, string what)
        => [.. Pairs(node, what).Select(pair => (pair.Key.ToString(), Texts(pair.Value, pair.Key.ToString())))];

    /// <summary>A value to choose: a literal, or <c>{path, map, default}</c> whose results are names of <typeparamref name="T"/>.</summary>
    public Choice? Choose<T>(YamlNode? node, string what)
        where T : struct, Enum
    {
        if (node is YamlScalarNode { Value: { } literal })
        {
            return new(null, new Dictionary<string, string>(), Enumerated<T>(node, literal, what)?.ToString());
        }

        if (Map(node, what, "path", "map", "default") is not { } map)
        {
            return null;
        }

        var words = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (from, to) in Pairs(Child(map, "map"), "map"))
        {
            if (Enumerated<T>(to, to.ToString(), what) is { } value)
            {
                words[from.ToString()] = value.ToString();
            }
        }

        return new(Text(map, "path", required: true), words, Enumerated<T>(map, "default")?.ToString());
    }
}
