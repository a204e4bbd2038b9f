using System.Text.Json;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Google;

/// <summary>The body of a Pub/Sub push request: one message and the subscription it came through.</summary>
[Envelope("google.pubsub")]
internal sealed class PubSubPush : Envelope
{
    /// <inheritdoc/>
    public override bool Recognises(JsonElement json) => json.At("subscription").ValueKind == JsonValueKind.String && IsMessage(json.At("message"));

    /// <inheritdoc/>
    public override IEnumerable<EnvelopePart>? Open(JsonElement json) => Content(json.At("message"), json.Text("subscription"));

    /// <summary>True for a PubsubMessage: data or attributes, with an id.</summary>
    public static bool IsMessage(JsonElement message)
        => message.ValueKind == JsonValueKind.Object && (message.TryGetProperty("messageId", out _) || message.TryGetProperty("message_id", out _))
            && (message.TryGetProperty("data", out _) || message.TryGetProperty("attributes", out _));

    /// <summary>The message's content; nothing for a message of attributes only.</summary>
    public static IEnumerable<EnvelopePart> Content(JsonElement message, string? subscription)
    {
        var published = EventTimes.Read(message.Text("publishTime") ?? message.Text("publish_time"));
        return message.At("data") is { ValueKind: JsonValueKind.String } data && data.GetBytesFromBase64() is { Length: > 0 } bytes
            ? [new(null, bytes, new("google.pubsub", subscription, published))]
            : [];
    }
}
