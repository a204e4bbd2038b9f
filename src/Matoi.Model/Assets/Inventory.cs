using System.Text;
using System.Text.Json;
using Matoi.Model.Entities;
using Matoi.Model.Sources;

namespace Matoi.Model.Assets;

/// <summary>Reads what a cloud's inventory answers, as it answers it.</summary>
public abstract class Inventory
{
    /// <summary>What people call it.</summary>
    public abstract string Name { get; }

    /// <summary>True when the document is an answer of this inventory.</summary>
    public abstract bool Recognises(JsonElement document);

    /// <summary>Its assets in their order; a reason where an item cannot be read.</summary>
    public abstract IEnumerable<(FoundAsset? Asset, string? Reason)> From(JsonElement document);

    /// <summary>The entity behind an id of this cloud, keyed as in alerts; null when the id is none of this cloud's.</summary>
    public abstract Entity? Identify(string id);

    /// <summary>The items under the first of the names that is there, or of the document itself when it is an array.</summary>
    protected static IEnumerable<JsonElement> Items(JsonElement document, params IEnumerable<string> names)
        => document.ValueKind == JsonValueKind.Array ? document.EnumerateArray()
            : names.Select(name => document.At(name)).FirstOrDefault(items => items.ValueKind == JsonValueKind.Array) is { ValueKind: JsonValueKind.Array } found ? found.EnumerateArray() : [];

    /// <summary>The texts of the object at a dotted path, such as tags; values that are no text as JSON writes them.</summary>
    protected static Dictionary<string, string> Pairs(JsonElement item, string path)
    {
        var pairs = new Dictionary<string, string>();
        foreach (var property in item.At(path) is { ValueKind: JsonValueKind.Object } map ? map.EnumerateObject() : default)
        {
            pairs[Encoding.UTF8.GetString(property.UnescapedName())] = property.Value.ValueKind switch
            {
                JsonValueKind.String => property.Value.Unescaped(),
                JsonValueKind.Null => "",
                _ => property.Value.GetRawText(),
            };
        }

        return pairs;
    }
}
