using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Matoi.Kql.Functions;

/// <summary>Dynamic values as text and as nodes. The null of dynamic is a null node; JSON text in and out is compact.</summary>
public static class Json
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads JSON text; text that is not JSON becomes a string, as <c>parse_json</c> does it.</summary>
    public static JsonNode? Read(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(text, null, new() { AllowTrailingCommas = false, MaxDepth = 256 });
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }

    /// <summary>Compact JSON text; null for null.</summary>
    public static string? Write(JsonNode? node) => node?.ToJsonString(Options);
}
