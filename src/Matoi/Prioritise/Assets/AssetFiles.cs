using System.Text;
using System.Text.Json;
using Matoi.Detect.Watchlists;
using Matoi.Model.Assets;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Matoi.Prioritise.Assets;

/// <summary>Reads files of assets: CSV, YAML, and the JSON that the clouds' inventories answer. A bad row keeps no other out.</summary>
internal static class AssetFiles
{
    /// <summary>Reads one file's text; the kind is told by its beginning and by its name.</summary>
    public static AssetDocument Read(string file, string text, IReadOnlyList<Inventory> inventories)
    {
        var document = new AssetDocument(file);
        text = text.TrimStart('\uFEFF');
        if (text.AsSpan().TrimStart() is ['{' or '[', ..])
        {
            Json(document, text, inventories);
        }
        else if (file.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".yml", StringComparison.OrdinalIgnoreCase))
        {
            Yaml(document, text, inventories);
        }
        else
        {
            Csv(document, text, inventories);
        }

        return document;
    }

    // Pages one after another, and JSON lines, are several documents.
    private static void Json(AssetDocument document, string text, IReadOnlyList<Inventory> inventories)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { AllowMultipleValues = true });
        var (count, item) = (0, 0);
        try
        {
            while (reader.Read())
            {
                using var page = JsonDocument.ParseValue(ref reader);
                count++;
                if (inventories.FirstOrDefault(i => i.Recognises(page.RootElement)) is not { } inventory)
                {
                    document.Report("asset-unrecognised", $"document {count}", $"is no answer of {string.Join(", ", inventories.Select(i => i.Name))}");
                    continue;
                }

                foreach (var read in inventory.From(page.RootElement))
                {
                    document.Add($"item {++item}", read);
                }
            }
        }
        catch (JsonException e)
        {
            document.Report("asset-syntax", $"line {e.LineNumber + 1}", "is no JSON from here on; what stands before it was read");
        }
    }

    private static void Csv(AssetDocument document, string text, IReadOnlyList<Inventory> inventories)
    {
        var (records, broken) = WatchlistCsv.Records(text, WatchlistCsv.Delimiter(text));
        if (broken is { } line)
        {
            document.Report("asset-syntax", $"line {line}", "opens a quote that is never closed; what stands before it was read");
        }

        if (records.Count == 0)
        {
            document.Report("asset-header", "line 1", "is empty; the first line must name the columns, 'id' among them");
            return;
        }

        var columns = records[0].Cells.Select(c => c.Trim()).ToList();
        Header(document, columns);
        foreach (var (start, cells) in columns.Contains("id", StringComparer.OrdinalIgnoreCase) ? records.Skip(1) : [])
        {
            document.Add($"line {start}", cells.Count != columns.Count ? (null, $"has {cells.Count} fields, the header has {columns.Count}") : Row(start, columns.Zip(cells)).Match(row => row.Read(inventories)));
        }
    }

    private static void Header(AssetDocument document, List<string> columns)
    {
        if (!columns.Contains("id", StringComparer.OrdinalIgnoreCase))
        {
            document.Report("asset-header", "line 1", $"has no column 'id'; the columns are {string.Join(", ", AssetRow.Known)} and tag:KEY");
        }

        foreach (var unknown in columns.Where(c => !IsKnown(c)))
        {
            document.Warn("asset-column", "line 1", $"column '{unknown}' means nothing and is not read; the columns are {string.Join(", ", AssetRow.Known)} and tag:KEY");
        }

        foreach (var twice in columns.GroupBy(c => c, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
        {
            document.Warn("asset-column", "line 1", $"column '{twice.Key}' stands twice; the last one is read");
        }
    }

    private static void Yaml(AssetDocument document, string text, IReadOnlyList<Inventory> inventories)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            var root = stream.Documents.Count > 0 ? stream.Documents[0].RootNode : null;
            var list = root as YamlSequenceNode ?? (root as YamlMappingNode)?.Children.FirstOrDefault(c => (c.Key as YamlScalarNode)?.Value == "assets").Value as YamlSequenceNode;
            if (list is null)
            {
                document.Report("asset-header", "line 1", "holds no list of assets; write 'assets:' and below it '- id: …'");
            }

            foreach (var node in list?.Children ?? [])
            {
                document.Add($"line {node.Start.Line}", node is YamlMappingNode map ? YamlRow(document, map).Match(row => row.Read(inventories)) : (null, "is no mapping with an 'id'"));
            }
        }
        catch (YamlException e)
        {
            document.Report("asset-syntax", $"line {e.Start.Line}", $"is no YAML: {e.Message[(e.Message.LastIndexOf("): ", StringComparison.Ordinal) is var cut and >= 0 ? cut + 3 : 0)..]}");
        }
    }

    private static RowOrReason YamlRow(AssetDocument document, YamlMappingNode map)
    {
        var fields = new List<(string, string)>();
        foreach (var (key, value) in map.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (name == "tags" && value is YamlMappingNode tags)
            {
                fields.AddRange(tags.Children.Select(t => ($"tag:{(t.Key as YamlScalarNode)?.Value}", (t.Value as YamlScalarNode)?.Value ?? "")));
            }
            else if (!IsKnown(name))
            {
                document.Warn("asset-column", $"line {key.Start.Line}", $"'{name}' means nothing and is not read; the names are {string.Join(", ", AssetRow.Known)} and tag:KEY");
            }
            else if (value is YamlScalarNode { Value: { } text })
            {
                fields.Add((name, text));
            }
            else if (value is YamlSequenceNode list && (name is "private_ip" or "public_ip"))
            {
                fields.Add((name, string.Join(' ', list.Children.Select(c => (c as YamlScalarNode)?.Value ?? ""))));
            }
            else
            {
                return new(null, $"'{name}' must be text");
            }
        }

        return Row((int)map.Start.Line, fields);
    }

    private static RowOrReason Row(int line, IEnumerable<(string Name, string Value)> cells)
    {
        var (fields, tags) = (new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase), new Dictionary<string, string>());
        foreach (var (name, value) in cells)
        {
            if (name.StartsWith("tag:", StringComparison.OrdinalIgnoreCase) || AssetRow.AsTags.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                if (value.Trim().Length > 0)
                {
                    tags[name.StartsWith("tag:", StringComparison.OrdinalIgnoreCase) ? name[4..] : name.ToLowerInvariant()] = value.Trim();
                }
            }
            else if (name.Equals("tags", StringComparison.OrdinalIgnoreCase))
            {
                if (AssetRow.ParseTags(value) is not { } parsed)
                {
                    return new(null, $"tags '{value}' are not of the form key=value;key=value");
                }

                foreach (var (key, tag) in parsed)
                {
                    tags[key] = tag;
                }
            }
            else
            {
                fields[name] = value;
            }
        }

        return new(new(line, fields, tags), null);
    }

    private static bool IsKnown(string name) => AssetRow.Known.Contains(name, StringComparer.OrdinalIgnoreCase) || (name.StartsWith("tag:", StringComparison.OrdinalIgnoreCase) && name.Length > 4);

    private sealed record RowOrReason(AssetRow? Row, string? Reason)
    {
        public (FoundAsset? Asset, string? Reason) Match(Func<AssetRow, (FoundAsset? Asset, string? Reason)> read) => Row is null ? (null, Reason) : read(Row);
    }
}
