using System.Text.Json;

namespace Matoi.Conformance.Ocsf;

/// <summary>Checks an event against OCSF's own definitions: required attributes, unknown ones, types, enumerations, and constraints, down into every object.</summary>
internal sealed class OcsfSchema(string folder)
{
    private static readonly HashSet<string> Numbers = ["integer_t", "long_t", "port_t", "timestamp_t", "float_t"];
    private readonly JsonElement _dictionary = Read(Path.Combine(folder, "dictionary.json"));
    private readonly JsonElement _categories = Read(Path.Combine(folder, "categories.json")).GetProperty("attributes");
    private HashSet<string> _profiles = [];

    /// <summary>What is wrong with the event; empty when it fits.</summary>
    public List<string> Check(string eventFile, JsonElement json)
    {
        var problems = new List<string>();
        var definition = Read(Path.Combine(folder, "events", eventFile));
        _profiles = json.GetProperty("metadata").TryGetProperty("profiles", out var declared) ? [.. declared.EnumerateArray().Select(p => p.GetString()!)] : [];
        var category = _categories.GetProperty(definition.GetProperty("category").GetString()!).GetProperty("uid").GetInt32();
        var expected = (Category: category, Class: category * 1000 + definition.GetProperty("uid").GetInt32());
        if ((json.GetProperty("category_uid").GetInt32(), json.GetProperty("class_uid").GetInt32()) != expected || json.GetProperty("type_uid").GetInt32() != expected.Class * 100 + json.GetProperty("activity_id").GetInt32())
        {
            problems.Add($"category, class and type do not belong to {eventFile}");
        }

        Check(json, Attributes(definition, "events"), definition, definition.GetProperty("name").GetString()!, problems);
        return problems;
    }

    private void Check(JsonElement json, Dictionary<string, JsonElement> attributes, JsonElement definition, string path, List<string> problems)
    {
        problems.AddRange(attributes.Where(a => Is(a.Value, "requirement", "required") && !json.TryGetProperty(a.Key, out _)).Select(a => $"{path}.{a.Key} is required"));
        foreach (var property in json.EnumerateObject())
        {
            if (!attributes.TryGetValue(property.Name, out var attribute))
            {
                problems.Add($"{path}.{property.Name} is unknown");
                continue;
            }

            var entry = _dictionary.GetProperty("attributes").GetProperty(property.Name);
            var values = entry.TryGetProperty("is_array", out var many) && many.GetBoolean() ? Items(property.Value, $"{path}.{property.Name}", problems) : [property.Value];
            foreach (var value in values)
            {
                CheckValue(value, entry, attribute, $"{path}.{property.Name}", problems);
            }
        }

        if (definition.TryGetProperty("constraints", out var constraints) && constraints.TryGetProperty("at_least_one", out var one)
            && !one.EnumerateArray().Any(name => json.TryGetProperty(name.GetString()!, out _)))
        {
            problems.Add($"{path} needs one of {one.GetRawText()}");
        }
    }

    private void CheckValue(JsonElement value, JsonElement entry, JsonElement attribute, string path, List<string> problems)
    {
        var type = entry.GetProperty("type").GetString()!;
        if (Numbers.Contains(type) && value.ValueKind != JsonValueKind.Number || type == "boolean_t" && value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)
            || type is "string_t" or "url_t" or "username_t" && value.ValueKind != JsonValueKind.String)
        {
            problems.Add($"{path} is {value.ValueKind}, not {type}");
        }
        else if (value.ValueKind == JsonValueKind.Number && !path.EndsWith("category_uid", StringComparison.Ordinal) && !path.EndsWith("class_uid", StringComparison.Ordinal) && Enumeration(attribute, entry) is { } known && !known.Contains(value.GetRawText()))
        {
            problems.Add($"{path} is {value.GetRawText()}, none of {string.Join(' ', known.Order(StringComparer.Ordinal))}");
        }
        else if (!type.EndsWith("_t", StringComparison.Ordinal) && type != "object")
        {
            var definition = Read(Path.Combine(folder, "objects", type + ".json"));
            Check(value, Attributes(definition, "objects"), definition, path, problems);
        }
    }

    // A class refines the dictionary's enumeration; the values that both have hold.
    private static HashSet<string>? Enumeration(JsonElement attribute, JsonElement entry)
    {
        var names = new[] { attribute, entry }.Where(e => e.TryGetProperty("enum", out _)).SelectMany(e => e.GetProperty("enum").EnumerateObject().Select(v => v.Name)).ToHashSet();
        return names.Count == 0 ? null : names;
    }

    private Dictionary<string, JsonElement> Attributes(JsonElement definition, string kind)
    {
        var inherited = definition.TryGetProperty("extends", out var parent) && File.Exists(Path.Combine(folder, kind, parent.GetString() + ".json"))
            ? Attributes(Read(Path.Combine(folder, kind, parent.GetString() + ".json")), kind) : [];
        foreach (var profile in definition.TryGetProperty("profiles", out var profiles) ? profiles.EnumerateArray().Select(p => p.GetString()!).Where(_profiles.Contains) : [])
        {
            Add(inherited, Path.Combine(folder, "profiles", profile + ".json"));
        }

        foreach (var attribute in definition.TryGetProperty("attributes", out var own) ? own.EnumerateObject().Where(a => a.Name[0] != '$') : [])
        {
            inherited[attribute.Name] = attribute.Value;
        }

        return inherited;
    }

    private static void Add(Dictionary<string, JsonElement> attributes, string file)
    {
        foreach (var attribute in File.Exists(file) ? Read(file).GetProperty("attributes").EnumerateObject().Where(a => a.Name[0] != '$') : [])
        {
            attributes.TryAdd(attribute.Name, attribute.Value);
        }
    }

    private static IEnumerable<JsonElement> Items(JsonElement value, string path, List<string> problems)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            return value.EnumerateArray();
        }

        problems.Add($"{path} is no list");
        return [];
    }

    private static bool Is(JsonElement json, string name, string value) => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var found) && found.GetString() == value;

    private static JsonElement Read(string file) => JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(file));
}
