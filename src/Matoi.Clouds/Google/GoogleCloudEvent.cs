using System.Text.Json;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Google;

/// <summary>A CloudEvent from Eventarc in structured mode: <c>type</c> starts with <c>google.</c> and <c>data</c> is a log entry, a Pub/Sub message or other content.</summary>
[Envelope("google.cloudevent")]
internal sealed class GoogleCloudEvent : Envelope
{
    /// <inheritdoc/>
    public override bool Recognises(JsonElement json)
        => json.Text("specversion") is not null && json.Text("type")?.StartsWith("google.", StringComparison.Ordinal) == true
            && (json.At("data").ValueKind == JsonValueKind.Object || json.At("data_base64").ValueKind == JsonValueKind.String);

    /// <inheritdoc/>
    public override IEnumerable<EnvelopePart>? Open(JsonElement json)
    {
        var delivery = new Delivery("google.cloudevent", json.Text("type"), EventTimes.Read(json.At("time")));
        return json.At("data_base64") is { ValueKind: JsonValueKind.String } encoded
            ? [new(null, encoded.GetBytesFromBase64(), delivery)]
            : [new(json.At("data"), default, delivery)];
    }
}
