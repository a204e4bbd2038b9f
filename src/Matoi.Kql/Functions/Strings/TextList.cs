using System.Text.Json.Nodes;

namespace Matoi.Kql.Functions.Strings;

/// <summary>Reads dynamic arrays of texts.</summary>
internal static class TextList
{
    /// <summary>The elements as texts, null elements left out; a value that is no array is the only element.</summary>
    public static IEnumerable<string> Read(string json) => Of(Json.Read(json));

    /// <summary>The elements as texts, null elements left out; a value that is no array is the only element.</summary>
    public static IEnumerable<string> Of(JsonNode? list)
        => list is JsonArray array ? array.Where(e => e is not null).Select(Text) : list is null ? [] : [Text(list)];

    /// <summary>An element as text: a string without its quotes, anything else as JSON.</summary>
    public static string Text(JsonNode? element) => element is JsonValue value && value.TryGetValue<string>(out var text) ? text : Json.Write(element) ?? "";
}
