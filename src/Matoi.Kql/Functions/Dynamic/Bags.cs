using System.Text.Json.Nodes;

namespace Matoi.Kql.Functions.Dynamic;

/// <summary>Functions over property bags. What is not a bag gives null.</summary>
internal static class Bags
{
    /// <summary>The names at the root.</summary>
    [KqlFunction("bag_keys", DuckDb = "CASE WHEN starts_with({0}, '{') THEN CAST(to_json(json_keys({0})) AS VARCHAR) END")]
    public static JsonNode? Keys(JsonNode bag)
        => bag is JsonObject properties ? new JsonArray([.. properties.Select(p => (JsonNode?)JsonValue.Create(p.Key))]) : null;

    /// <summary>All properties of several bags; the first bag that has a name gives its value. What is not a bag is left out.</summary>
    [KqlFunction("bag_merge")]
    public static JsonNode? Merge(params JsonNode?[] bags)
    {
        if (!bags.Any(b => b is JsonObject))
        {
            return null;
        }

        var merged = new JsonObject();
        foreach (var (name, value) in bags.OfType<JsonObject>().SelectMany(b => b))
        {
            if (!merged.ContainsKey(name))
            {
                merged.Add(name, value?.DeepClone());
            }
        }

        return merged;
    }

    /// <summary>True when the bag has a name, or has something under a path such as <c>$.a.b</c>.</summary>
    [KqlFunction("bag_has_key")]
    public static bool? HasKey(JsonNode bag, string key)
    {
        if (bag is not JsonObject)
        {
            return null;
        }

        var names = BagPath.Names(key);
        return (names.SkipLast(1).Aggregate((JsonNode?)bag, (node, name) => (node as JsonObject)?[name]) as JsonObject)?.ContainsKey(names[^1]) ?? false;
    }

    /// <summary>The bag with a name, or a path such as <c>$.a.b</c>, set to a value.</summary>
    [KqlFunction("bag_set_key")]
    public static JsonNode? SetKey(JsonNode bag, string key, JsonNode? value)
    {
        if (bag is not JsonObject)
        {
            return null;
        }

        var names = BagPath.Names(key);
        var result = (JsonObject)bag.DeepClone();
        var at = result;
        foreach (var name in names.SkipLast(1))
        {
            if (at[name] is not JsonObject inner)
            {
                inner = [];
                at[name] = inner;
            }

            at = inner;
        }

        at[names[^1]] = value?.DeepClone();
        return result;
    }

    /// <summary>The bag without some names, or paths such as <c>$.a.b</c>.</summary>
    [KqlFunction("bag_remove_keys")]
    public static JsonNode? RemoveKeys(JsonNode bag, JsonNode keys)
    {
        if (bag is not JsonObject || keys is not JsonArray list)
        {
            return bag is JsonObject ? bag : null;
        }

        var result = (JsonObject)bag.DeepClone();
        foreach (var key in list.Select(Values.Text).OfType<string>())
        {
            var names = BagPath.Names(key);
            (names.SkipLast(1).Aggregate((JsonNode?)result, (node, name) => (node as JsonObject)?[name]) as JsonObject)?.Remove(names[^1]);
        }

        return result;
    }

    /// <summary>A bag of names from one array and values from another; a name without a value gets null.</summary>
    [KqlFunction("bag_zip")]
    public static JsonNode? Zip(JsonNode keys, JsonNode values)
    {
        if (keys is not JsonArray names || values is not JsonArray items)
        {
            return null;
        }

        var bag = new JsonObject();
        for (var i = 0; i < names.Count; i++)
        {
            if (Values.Text(names[i]) is { } name)
            {
                bag.TryAdd(name, i < items.Count ? items[i]?.DeepClone() : null);
            }
        }

        return bag;
    }
}
