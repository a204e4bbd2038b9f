using System.Text.Json;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Google;

/// <summary>The answer to a Pub/Sub pull: <c>receivedMessages</c>, each with an ack id and a message.</summary>
[Envelope("google.pubsub-pull")]
internal sealed class PubSubPull : Envelope
{
    /// <inheritdoc/>
    public override bool Recognises(JsonElement json) => json.At("receivedMessages").ValueKind == JsonValueKind.Array;

    /// <inheritdoc/>
    public override IEnumerable<EnvelopePart>? Open(JsonElement json)
        => json.Items("receivedMessages").SelectMany(received => PubSubPush.Content(received.At("message"), json.Text("subscription")));
}
