using System.Text.RegularExpressions;
using Matoi.Model;
using Matoi.Model.Entities;
using Matoi.Model.Lake;
using Matoi.Model.Sources;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Matoi.Clouds.Generic;

/// <summary>Sources that are described by a YAML file each instead of a class.</summary>
public static partial class MappingFiles
{
    /// <summary>
    /// Reads every <c>*.yml</c> of the folder. All problems of a file are reported together, each with file, line and column; a file with problems gives no
    /// source and stops no other.
    /// </summary>
    public static (IReadOnlyList<Source> Sources, IReadOnlyList<Problem> Problems) Load(string folder)
    {
        var (sources, problems) = (new Dictionary<string, (Source Source, string File)>(), new List<Problem>());
        string[] files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.yml") : [];
        foreach (var path in files.Order(StringComparer.Ordinal))
        {
            var (source, wrong) = Read(Path.GetFileName(path), File.ReadAllText(path));
            problems.AddRange(wrong);
            if (source is not null && !sources.TryAdd(source.Id, (source, path)))
            {
                problems.Add(new("mapping-id", $"{Path.GetFileName(path)}:1:1: the id '{source.Id}' is taken by {Path.GetFileName(sources[source.Id].File)}; give each file its own", path));
            }
        }

        return ([.. sources.Values.Select(s => s.Source)], problems);
    }

    /// <summary>Reads one file's text; no source when there are problems.</summary>
    public static (Source? Source, IReadOnlyList<Problem> Problems) Read(string file, string yaml)
    {
        var reader = new MappingReader(file);
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            var root = stream.Documents.Count > 0 ? stream.Documents[0].RootNode : new YamlMappingNode();
            var mapping = Read(reader, root);
            return reader.Problems.Count == 0 && mapping is not null ? (new MappedSource(mapping), []) : (null, reader.Problems);
        }
        catch (YamlException e)
        {
            reader.Report("mapping-syntax", e.Start, $"not valid YAML: {e.Message}");
            return (null, reader.Problems);
        }
    }

    private static Mapping? Read(MappingReader reader, YamlNode node)
    {
        if (reader.Map(node, "the file", "id", "product", "cloud", "summary", "order", "table", "delimiter", "match", "time", "identity", "columns", "alert") is not { } root)
        {
            return null;
        }

        var match = reader.Map(MappingReader.Child(root, "match"), "match", "properties", "header", "equals");
        var properties = reader.Texts(MappingReader.Child(match, "properties"), "properties");
        var header = reader.Texts(MappingReader.Child(match, "header"), "header");
        if (properties.Count == 0 && header.Count == 0)
        {
            reader.Report("mapping-missing", (match ?? root).Start, "'match' must name the properties of the JSON, or the header columns of the CSV, by which a record is told");
        }

        return new()
        {
            Id = reader.Text(root, "id", required: true) ?? "",
            Product = reader.Text(root, "product", required: true) ?? "",
            Summary = reader.Text(root, "summary", required: true) ?? "",
            Table = reader.Text(root, "table", required: true) ?? "",
            Time = reader.Text(root, "time", required: true) ?? "",
            Cloud = reader.Enumerated<Cloud>(root, "cloud") ?? Cloud.Unknown,
            Order = Order(reader, root),
            Delimiter = Delimiter(reader, root),
            Properties = properties,
            Header = header,
            Equal = reader.Conditions(MappingReader.Child(match, "equals"), "equals"),
            Identity = reader.Texts(MappingReader.Child(root, "identity"), "identity"),
            Columns = Columns(reader, root),
            Alert = Alert(reader, MappingReader.Child(root, "alert")),
        };
    }

    private static int Order(MappingReader reader, YamlMappingNode root)
    {
        var text = reader.Text(root, "order") ?? "0";
        if (!int.TryParse(text, out var order) || order is < 0 or > 98)
        {
            reader.Report("mapping-value", MappingReader.Child(root, "order")!.Start, $"order '{text}' is not a number from 0 to 98");
        }

        return order;
    }

    private static char Delimiter(MappingReader reader, YamlMappingNode root)
    {
        var text = reader.Text(root, "delimiter") ?? ",";
        if (text is not ("," or ";" or "|" or "\t"))
        {
            reader.Report("mapping-value", MappingReader.Child(root, "delimiter")!.Start, $"delimiter '{text}' is not one of , ; | or a tab (\"\\t\")");
        }

        return text[0];
    }

    private static List<(string Column, string Path)> Columns(MappingReader reader, YamlMappingNode root)
    {
        var columns = new List<(string, string)>();
        if (MappingReader.Child(root, "columns") is null)
        {
            reader.Report("mapping-missing", root.Start, "'columns' is missing");
        }

        foreach (var (name, node) in reader.Pairs(MappingReader.Child(root, "columns"), "columns"))
        {
            var column = node is YamlScalarNode ? null : reader.Map(node, $"column {name}", "type", "path");
            var (type, path) = node is YamlScalarNode { Value: { } text } ? ("string", text) : (reader.Text(column, "type") ?? "string", reader.Text(column, "path", required: true));
            if (type is not ("string" or "guid" or "bool" or "int" or "long" or "real" or "datetime" or "dynamic"))
            {
                reader.Report("mapping-value", node.Start, $"column {name} has the type '{type}', which is not one of {string.Join(", ", Enum.GetNames<ColumnType>()).ToLowerInvariant()}");
            }
            else if (name.ToString() == "TimeGenerated")
            {
                reader.Report("mapping-value", name.Start, "column TimeGenerated is filled from 'time'; leave it out");
            }
            else if (path is not null && NoIndex().IsMatch(path))
            {
                reader.Report("mapping-value", node.Start, $"column {name} takes one value, so a bracket in its path must hold a number (take [0], or the whole array as dynamic)");
            }
            else if (path is not null)
            {
                columns.Add(($"{name}:{type}", path));
            }
        }

        return columns;
    }

    private static MappedAlert? Alert(MappingReader reader, YamlNode? node)
    {
        if (reader.Map(node, "alert", "when", "title", "description", "type", "severity", "status", "sourceRef", "cloud", "account", "region", "tactics", "techniques", "link", "entities")
            is not { } alert)
        {
            return null;
        }

        var entities = new List<(EntityType, string)>();
        foreach (var item in MappingReader.Child(alert, "entities") is YamlSequenceNode list ? list : [])
        {
            var entity = reader.Map(item, "an entity", "type", "path");
            if (reader.Enumerated<EntityType>(entity, "type", required: true) is { } type && reader.Text(entity, "path", required: true) is { } path)
            {
                entities.Add((type, path));
            }
        }

        return new()
        {
            Title = reader.Text(alert, "title", required: true) ?? "",
            SourceRef = reader.Text(alert, "sourceRef", required: true) ?? "",
            Description = reader.Text(alert, "description"),
            Type = reader.Text(alert, "type"),
            Link = reader.Text(alert, "link"),
            Account = reader.Text(alert, "account"),
            Region = reader.Text(alert, "region"),
            Tactics = reader.Text(alert, "tactics"),
            Techniques = reader.Text(alert, "techniques"),
            Severity = reader.Choose<Severity>(MappingReader.Child(alert, "severity"), "severity"),
            Status = reader.Choose<Matoi.Model.Alerts.AlertStatus>(MappingReader.Child(alert, "status"), "status"),
            Cloud = reader.Choose<Cloud>(MappingReader.Child(alert, "cloud"), "cloud"),
            When = reader.Conditions(MappingReader.Child(alert, "when"), "when"),
            Entities = entities,
        };
    }

    [GeneratedRegex(@"\[(?!\d+\])")]
    private static partial Regex NoIndex();
}
