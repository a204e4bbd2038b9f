using System.Text.Json;

namespace Matoi.Clouds.Aws;

/// <summary>Turns the property names that AWS's SDKs and CLI write (<c>AccountId</c>) into the names on the wire (<c>accountId</c>).</summary>
internal static class CamelCase
{
    /// <summary>The same JSON with every plain property name starting in lower case.</summary>
    public static JsonElement Of(JsonElement json)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            Write(json, writer);
        }

        return JsonElement.Parse(bytes.ToArray());
    }

    private static void Write(JsonElement json, Utf8JsonWriter writer)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in json.EnumerateObject())
                {
                    writer.WritePropertyName(Name(property.Name));
                    Write(property.Value, writer);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in json.EnumerateArray())
                {
                    Write(item, writer);
                }

                writer.WriteEndArray();
                break;
            default:
                json.WriteTo(writer);
                break;
        }
    }

    // Keys of maps, such as AWS::IAM::Role, are no property names.
    private static string Name(string name)
        => name.Length > 0 && name.All(char.IsAsciiLetterOrDigit) ? char.ToLowerInvariant(name[0]) + name[1..] : name;
}
