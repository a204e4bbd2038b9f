using System.Text.Json;

namespace Matoi.Model.Sources;

/// <summary>One content of an envelope: JSON that stands inside it, or bytes that it carried encoded.</summary>
/// <param name="Json">Content that is JSON in place.</param>
/// <param name="Bytes">Content that was encoded (base64, a JSON string); may be gzip, JSON or lines of text.</param>
/// <param name="Delivery">What the envelope said about it.</param>
public sealed record EnvelopePart(JsonElement? Json, ReadOnlyMemory<byte> Bytes, Delivery Delivery);
