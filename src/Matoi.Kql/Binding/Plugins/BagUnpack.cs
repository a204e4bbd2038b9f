using System.Text.Json;
using System.Text.Json.Nodes;
using Matoi.Kql.Functions;
using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Plugins;

/// <summary><c>bag_unpack</c>: a column for every property of a dynamic column. Which there are, and of what type, depends on the rows, unless a schema is written.</summary>
internal static class BagUnpack
{
    /// <summary>The other columns, then one per property, by name.</summary>
    [Plugin("bag_unpack")]
    public static Rel Bind(PluginCall call)
    {
        if (call.Find(0, "Column") is not NameExpr name || call.Input.Find(name.Name) is not { } column)
        {
            return call.Input.Open || call.Binder.Options.Lenient ? call.Input : call.Fail("bag_unpack takes a column of the input");
        }

        var bag = new ColumnValue(column);
        var prefix = Text(call, 1, "OutputColumnPrefix");
        var conflict = Text(call, 2, "columnsConflict") is { Length: > 0 } given ? given : "error";
        var ignored = call.Find(3, "ignoredProperties") is { } list && call.Fixed(list, KqlType.Dynamic, "the ignored properties") is { Value: string json } && Json.Read(json) is JsonArray names
            ? names.Select(n => n?.ToString() ?? "").ToHashSet(StringComparer.Ordinal)
            : [];
        if (conflict is not ("error" or "replace_source" or "keep_source"))
        {
            return call.Fail($"columnsConflict is 'error', 'replace_source' or 'keep_source', not '{conflict}'");
        }

        var others = call.Input.Columns.Where(c => c != column).ToList();
        if (call.Operator.Schema is { } schema)
        {
            var own = others.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
            var written = schema.Where(c => c.Name.StartsWith(prefix, StringComparison.Ordinal) && !own.Contains(c.Name)).Select(c => (c.Name[prefix.Length..], c.Type));
            return Unpacked(call, others, new ColumnValue(column), prefix, conflict, written, open: false);
        }

        if (call.Binder.Data is not { } data)
        {
            return Unpacked(call, others, bag, prefix, conflict, [], open: true);
        }

        var input = Repeatable.Rows(call.Input, data);
        var shapes = Shapes(input, bag, data);
        var found = shapes.Where(s => !ignored.Contains(s.Key)).OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => (s.Key, s.Value)).ToList();
        return Unpacked(call with { Input = input }, others, bag, prefix, conflict, found, open: found.Count == 0);
    }

    /// <summary>The types of a bag's properties, as a bag of their names in order of the properties' names.</summary>
    [KqlFunction("_bag_shape")]
    public static string Shape(JsonNode? bag)
        => bag is JsonObject all ? Json.Write(new JsonObject(all.Where(p => p.Value is not null).OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, (JsonNode?)TypeOf(p.Value!)))))! : "";

    private static Dictionary<string, KqlType> Shapes(Rel input, ColumnValue bag, QueryData data)
    {
        var shape = new Columns().Add("shape", KqlType.String);
        var types = new Dictionary<string, KqlType>(StringComparer.Ordinal);
        foreach (var row in data.Read(new AggregateRel(input, [(shape, Calls.Make(FunctionTable.Get("_bag_shape"), Conversions.Explicit(bag, KqlType.Dynamic)))], [])))
        {
            foreach (var (key, type) in Json.Read((string)row[0]!) as JsonObject ?? [])
            {
                var found = TypeNames.Find(type!.ToString())!.Value;
                types[key] = types.TryGetValue(key, out var before) && before != found ? KqlType.Dynamic : found;
            }
        }

        return types;
    }

    private static Rel Unpacked(PluginCall call, List<Column> others, ColumnValue bag, string prefix, string conflict, IEnumerable<(string Key, KqlType Type)> properties, bool open)
    {
        var columns = new Columns();
        var kept = others.Select(c => (Column: columns.Add(c.Name, new ColumnValue(c)), Value: (Scalar)new ColumnValue(c))).ToList();
        foreach (var (key, type) in properties)
        {
            var value = Conversions.Explicit(new DynamicPath(Conversions.Explicit(bag, KqlType.Dynamic), [new(key, 0)]), type);
            var at = kept.FindIndex(k => k.Column.Name == prefix + key);
            if (at >= 0 && conflict == "keep_source")
            {
                continue;
            }

            if (at >= 0 && conflict == "error")
            {
                return call.Fail($"bag_unpack finds a property '{key}' and there is a column '{prefix + key}' already; give a prefix, or columnsConflict = 'replace_source' or 'keep_source'");
            }

            if (at >= 0)
            {
                columns.Free(prefix + key);
                kept[at] = (columns.Add(prefix + key, value), value);
            }
            else
            {
                kept.Add((columns.Add(prefix + key, value), value));
            }
        }

        return Binder.Project(call.Input, kept, open || call.Input.Open);
    }

    private static string Text(PluginCall call, int position, string name) => call.Find(position, name) is { } text ? call.Fixed(text, KqlType.String, name)?.Value as string ?? "" : "";

    private static string TypeOf(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.True or JsonValueKind.False => "bool",
        JsonValueKind.Number => value.ToJsonString().AsSpan().ContainsAny('.', 'e', 'E') ? "real" : "long",
        JsonValueKind.String => "string",
        _ => "dynamic",
    };
}
