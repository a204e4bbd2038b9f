using System.Text.Json;
using System.Text.Json.Nodes;
using Matoi.Kql.Binding;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Functions.Aggregates;

/// <summary><c>buildschema</c>: the smallest schema that fits all dynamic values. A list stands for several types, <c>`indexer`</c> for the elements of an array.</summary>
internal static class Schemas
{
    private const string Indexer = "`indexer`";

    /// <summary>The schema of a dynamic value; null over nothing.</summary>
    [KqlAggregate("buildschema", Prefix = "schema_")]
    public static Scalar BuildSchema(AggregateBinding call)
    {
        if (call.Count != 1)
        {
            return call.Wrong("one dynamic value");
        }

        var list = call.Add("'[' || array_to_string(list(DISTINCT {0}){some}, ',') || ']'", KqlType.Dynamic, [call.Argument(0, KqlType.Dynamic)]);
        return list is Faulty ? list : Calls.Make(FunctionTable.Get("_schema_of"), list);
    }

    /// <summary>The schema of the elements of an array.</summary>
    [KqlFunction("_schema_of")]
    public static JsonNode? SchemaOf(JsonNode values)
    {
        var schema = new Shape();
        foreach (var value in values.AsArray())
        {
            schema.Add(value);
        }

        return schema.Write();
    }

    /// <summary>What has been seen at one place.</summary>
    private sealed class Shape
    {
        private readonly List<string> _scalars = [];
        private readonly Dictionary<string, Shape> _properties = new(StringComparer.Ordinal);

        public void Add(JsonNode? value)
        {
            switch (value)
            {
                case null:
                    break;
                case JsonObject bag:
                    foreach (var (key, inner) in bag)
                    {
                        At(key).Add(inner);
                    }

                    break;
                case JsonArray array:
                    var elements = At(Indexer);
                    foreach (var element in array)
                    {
                        elements.Add(element);
                    }

                    break;
                default:
                    if (Scalar(value) is var name && !_scalars.Contains(name))
                    {
                        _scalars.Add(name);
                    }

                    break;
            }
        }

        public JsonNode? Write()
        {
            var types = _scalars.Select(s => (JsonNode?)JsonValue.Create(s)).ToList();
            if (_properties.Count > 0)
            {
                types.Add(new JsonObject(_properties.Select(p => KeyValuePair.Create(p.Key, p.Value.Write()))));
            }

            return types is [var only] ? only : new JsonArray([.. types]);
        }

        private Shape At(string key)
        {
            if (!_properties.TryGetValue(key, out var shape))
            {
                _properties[key] = shape = new();
            }

            return shape;
        }

        private static string Scalar(JsonNode value) => value.GetValueKind() switch
        {
            JsonValueKind.True or JsonValueKind.False => "bool",
            JsonValueKind.Number => value.ToJsonString().AsSpan().ContainsAny('.', 'e', 'E') ? "double" : "long",
            _ => "string",
        };
    }
}
