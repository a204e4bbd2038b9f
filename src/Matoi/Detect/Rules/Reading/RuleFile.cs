using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Matoi.Detect.Rules.Reading;

/// <summary>Reads rule files: Sentinel's YAML, and the JSON that Azure exports. One bad rule never keeps another from being read.</summary>
public static class RuleFile
{
    private const int DeepestNesting = 500;

    /// <summary>The documents of a file, each with everything that is wrong with it.</summary>
    /// <param name="file">The file as messages name it.</param>
    /// <param name="text">Its text.</param>
    public static IReadOnlyList<RuleReading> Read(string file, string text)
    {
        text = text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal);
        var json = text.AsSpan().TrimStart() is ['{' or '[', ..];
        if (IsTooDeep(text))
        {
            return [Unreadable(file, text, new(0, 1, 1), $"brackets nest more than {DeepestNesting} levels")];
        }

        text = json ? JsonAsYaml.Prepare(text) : text;
        var scanner = new Scanner(new StringReader(text));
        try
        {
            var stream = new YamlStream();
            stream.Load(new Parser(scanner));
            return [.. stream.Documents.SelectMany(document => Document(file, text, document.RootNode))];
        }
        catch (YamlException e)
        {
            return [Unreadable(file, text, e.Start, $"not valid {(json ? "JSON" : "YAML")}: {Detail(e)}")];
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // The parser's way of saying that it has lost its place.
            return [Unreadable(file, text, scanner.CurrentPosition, $"not valid {(json ? "JSON" : "YAML")} from here on")];
        }
    }

    private static RuleReading Unreadable(string file, string text, Mark place, string message)
    {
        var nodes = new RuleNodes(file);
        nodes.Report("rule-syntax", place, message);
        return new(file, RuleContent.Rule, Path.GetFileName(file), null, nodes.Errors, [], null, text);
    }

    // The parser calls itself for every level.
    private static bool IsTooDeep(string text)
    {
        var depth = 0;
        foreach (var c in text)
        {
            depth += c is '[' or '{' ? 1 : c is ']' or '}' && depth > 0 ? -1 : 0;
            if (depth > DeepestNesting)
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<RuleReading> Document(string file, string text, YamlNode root)
    {
        if (root is not YamlMappingNode map)
        {
            return [Foreign(file, text)];
        }

        var exported = ExportedRules.In(map).ToList();
        return exported.Count > 0
            ? exported.Select(rule => (rule.IsAnalytics ? Rule(file, text, rule.Properties, rule.Kind, rule.Id) : Unsupported(file, text, rule)) with { Text = JsonAsYaml.ObjectAt(text, (int)rule.Resource.Start.Index) })
            : [ContentOf(map) switch
            {
                RuleContent.Rule => Rule(file, text, map, null, null),
                RuleContent.Hunt => new(file, RuleContent.Hunt, Name(map, file), null, [], [], Place(map, text), text),
                _ => Foreign(file, text),
            }];
    }

    private static RuleReading Rule(string file, string text, YamlMappingNode map, string? kind, string? id)
    {
        var nodes = new RuleNodes(file);
        var rule = new RuleFields(nodes, map, kind, id).Read();
        return new(file, RuleContent.Rule, Name(map, file), nodes.Errors.Count == 0 ? rule : null, nodes.Errors, nodes.Warnings, Place(map, text), text);
    }

    private static RuleReading Unsupported(string file, string text, ExportedRules.Exported rule)
    {
        var nodes = new RuleNodes(file);
        nodes.Report("rule-kind", rule.Properties.Start, $"kind '{rule.Kind}' is not one that runs here: Scheduled or NRT");
        return new(file, RuleContent.Rule, Name(rule.Properties, file), null, nodes.Errors, [], null, text);
    }

    private static RuleReading Foreign(string file, string text) => new(file, RuleContent.Foreign, Path.GetFileName(file), null, [], [], null, text);

    // Hunting queries share the form of rules and have no schedule; some carry a severity or a kind all the same.
    private static RuleContent ContentOf(YamlMappingNode map)
    {
        bool Has(string name) => RuleNodes.Child(map, name) is not null;
        var kind = (RuleNodes.Child(map, "kind") as YamlScalarNode)?.Value;
        return Has("queryFrequency") || Has("triggerOperator") || (Has("query") && "NRT".Equals(kind, StringComparison.OrdinalIgnoreCase)) || (Has("query") && kind is not null && Has("severity"))
            ? RuleContent.Rule
            : Has("query") ? RuleContent.Hunt : RuleContent.Foreign;
    }

    private static string Name(YamlMappingNode map, string file) => (RuleNodes.Child(map, "name", "displayName") as YamlScalarNode)?.Value?.Trim() ?? Path.GetFileName(file);

    private static QueryPlace? Place(YamlMappingNode map, string text) => RuleNodes.Child(map, "query") is YamlScalarNode query ? QueryPlace.Of(query, text) : null;

    // The parser puts the place before its sentence; ours stands before it already.
    private static string Detail(YamlException e) => e.Message[(e.Message.LastIndexOf("): ", StringComparison.Ordinal) is var cut and >= 0 ? cut + 3 : 0)..].TrimEnd('.');
}
