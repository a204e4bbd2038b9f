using Matoi.Sigma.Expressions;
using Matoi.Sigma.Reading;
using Matoi.Sigma.Reading.Detections;
using Matoi.Sigma.Reading.Documents;
using Matoi.Sigma.Reading.Yaml;

namespace Matoi.Sigma.Mapping;

/// <summary>Reads files of mappings. A document <c>action: global</c> says what those behind it in the file have in common.</summary>
internal static class MappingReader
{
    private static readonly string[] Keys = ["logsource", "records", "anyCase", "roots", "fields", "when", "time", "id", "entities", "action"];

    /// <summary>The mappings that can be used; what is wrong with others is reported.</summary>
    public static IReadOnlyList<LogSourceMapping> Read(string file, string text, List<SigmaError> errors)
    {
        var complaints = new Complaints(file, text);
        var globals = new GlobalDocuments(complaints);
        var mappings = new List<LogSourceMapping>();
        foreach (var (root, isBroken) in YamlText.Documents(text, complaints))
        {
            var before = isBroken ? -1 : complaints.Errors.Count;
            if (root is not YamlMap map)
            {
                complaints.Error(SigmaCode.WrongShape, root, "a document must be a mapping with logsource and records");
            }
            else if (globals.Apply(map) is { } document && Mapping(document, complaints) is var mapping && complaints.Errors.Count == before)
            {
                mappings.Add(mapping);
            }
        }

        errors.AddRange(complaints.Errors);
        return mappings;
    }

    private static LogSourceMapping Mapping(YamlMap map, Complaints complaints)
    {
        var document = new Attributes(map, "a mapping", complaints);
        document.Only(Keys);
        var records = document.Texts("records");
        if (records.Count == 0)
        {
            document.Missing("records", null);
        }

        var roots = document.Texts("roots");
        var anyCase = document.Boolean("anyCase") == true;
        return new()
        {
            File = complaints.File,
            LogSource = LogSourceReader.Read(document, complaints),
            Records = records,
            AnyCase = anyCase,
            Roots = roots.Count > 0 ? roots : [""],
            Fields = Fields(document, anyCase, complaints),
            When = map["when"] is { } when ? new SelectionReader(complaints, new()).Read(when) : Expression.Always,
            Time = document.Texts("time"),
            Id = document.Texts("id"),
            Entities = [.. Entities(document, complaints)],
        };
    }

    private static Dictionary<string, IReadOnlyList<string>> Fields(Attributes document, bool anyCase, Complaints complaints)
    {
        var fields = new Dictionary<string, IReadOnlyList<string>>(anyCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        if (document.Map["fields"] is null || document.RequiredMap("fields") is not { } map)
        {
            return fields;
        }

        var own = new Attributes(map, "'fields'", complaints);
        foreach (var (name, _) in map.Pairs)
        {
            var paths = own.Texts(name.Text);
            if (paths.Count == 0)
            {
                own.Missing(name.Text, name);
            }
            else if (!fields.TryAdd(name.Text, paths))
            {
                complaints.Error(SigmaCode.DuplicateKey, name, $"'{name.Text}' stands here twice, since case does not count; make one list of both");
            }
        }

        return fields;
    }

    private static IEnumerable<EntityPath> Entities(Attributes document, Complaints complaints)
    {
        foreach (var item in document.Map["entities"] switch { null => [], YamlList list => list.Items, var other => [other] })
        {
            if (item is not YamlMap map)
            {
                complaints.Error(SigmaCode.WrongShape, item, "'entities' must be a list of mappings with type, path and perhaps scope");
                continue;
            }

            var entity = new Attributes(map, "an entity", complaints);
            entity.Only("type", "path", "scope");
            yield return new(entity.Required("type"), entity.Required("path"), entity.Text("scope") is { Length: > 0 } scope ? scope : null);
        }
    }
}
