using System.Text.Json;
using System.Text.Json.Nodes;

namespace Matoi.Kql.Functions;

/// <summary>Dynamic values as text and as nodes. The null of dynamic is a null node; JSON text in and out is compact.</summary>
public static class Json
{
    private const int Deepest = 512;

    /// <summary>Reads JSON text; text that is not JSON becomes a string, as <c>parse_json</c> does it.</summary>
    public static JsonNode? Read(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        try
        {
            return Node(JsonElement.Parse(text, new() { AllowTrailingCommas = true, MaxDepth = Deepest }));
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            // Half a character alone is no JSON either.
            return JsonValue.Create(text);
        }
    }

    /// <summary>Compact JSON text; null for null.</summary>
    public static string? Write(JsonNode? node) => node is null ? null : JsonWriter.Of(node);

    // Not JsonNode.Parse: it keeps the text and fails much later on a bag that has a name twice. The first value of a name counts, as in the engine's paths.
    private static JsonNode? Node(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var bag = new JsonObject();
                foreach (var property in element.EnumerateObject())
                {
                    bag.TryAdd(Text(property, static p => p.Name), Node(property.Value));
                }

                return bag;
            case JsonValueKind.Array:
                var array = new JsonArray();
                foreach (var item in element.EnumerateArray())
                {
                    array.Add(Node(item));
                }

                return array;
            case JsonValueKind.String:
                return JsonValue.Create(Text(element, static e => e.GetString()!));
            case JsonValueKind.Number:
                return JsonValue.Create(element);
            case JsonValueKind.True:
                return JsonValue.Create(true);
            case JsonValueKind.False:
                return JsonValue.Create(false);
            default:
                return null;
        }
    }

    /// <summary>A text of the document; half a character outside the basic plane, which C# refuses to read, becomes the sign for what is not known.</summary>
    private static string Text<T>(T from, Func<T, string> read)
    {
        try
        {
            return read(from);
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }
}
