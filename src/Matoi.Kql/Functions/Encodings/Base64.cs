using System.Text;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Matoi.Kql.Functions.Encodings;

/// <summary>Base64 with padding.</summary>
internal static class Base64
{
    /// <summary>The base64 of a text's UTF-8.</summary>
    [KqlFunction("base64_encode_tostring")]
    [KqlFunction("base64_encodestring", Deprecated = true)]
    public static string FromText(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    /// <summary>The text; empty for what is no base64 or no UTF-8.</summary>
    [KqlFunction("base64_decode_tostring")]
    [KqlFunction("base64_decodestring", Deprecated = true)]
    public static string ToText(string base64) => Bytes(base64) is { } bytes && Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : "";

    /// <summary>The bytes as numbers; null for what is no base64.</summary>
    [KqlFunction("base64_decode_toarray")]
    public static JsonNode? ToArray(string base64) => Bytes(base64) is { } bytes ? new JsonArray([.. bytes.Select(b => (JsonNode?)JsonValue.Create((long)b))]) : null;

    /// <summary>The base64 of bytes given as numbers; empty when one is no byte.</summary>
    [KqlFunction("base64_encode_fromarray")]
    public static string FromArray(JsonNode? bytes)
        => bytes is JsonArray array && array.All(b => b is JsonValue v && v.TryGetValue<long>(out var n) && n is >= 0 and <= 255)
            ? Convert.ToBase64String([.. array.Select(b => (byte)b!.GetValue<long>())])
            : "";

    /// <summary>The identifier whose 16 bytes are given; null for anything else.</summary>
    [KqlFunction("base64_decode_toguid")]
    public static Guid? ToGuid(string base64) => Bytes(base64) is { Length: 16 } bytes ? new(bytes) : null;

    /// <summary>The base64 of an identifier's 16 bytes.</summary>
    [KqlFunction("base64_encode_fromguid")]
    public static string FromGuid(Guid guid) => Convert.ToBase64String(guid.ToByteArray());

    /// <summary>The bytes; null for what is no base64.</summary>
    public static byte[]? Bytes(string base64)
    {
        var buffer = new byte[base64.Length * 3 / 4 + 3];
        return Convert.TryFromBase64String(base64, buffer, out var length) ? buffer[..length] : null;
    }
}
