using System.Text.Json;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Azure.Envelopes;

/// <summary>
/// Azure Event Grid deliveries, each event for itself: the EventGrid schema (<c>eventType</c>, <c>data</c>) and Azure's CloudEvents 1.0 (<c>type</c>, <c>data</c>).
/// The handshake events carry no record; <see cref="EventGridHandshake"/> answers them.
/// </summary>
[Envelope("azure.event-grid")]
internal sealed class EventGrid : Envelope
{
    private static readonly string[] Handshake = ["Microsoft.EventGrid.SubscriptionValidationEvent", "Microsoft.EventGrid.SubscriptionDeletedEvent"];

    /// <inheritdoc/>
    public override bool Recognises(JsonElement json)
        => json.ValueKind == JsonValueKind.Object && (Has(json, "data") || Has(json, "data_base64"))
            && ((Has(json, "eventType") && Has(json, "eventTime") && Has(json, "subject"))
                || (Has(json, "specversion") && Has(json, "type") && !json.Text("type")!.StartsWith("google.", StringComparison.Ordinal)));

    /// <inheritdoc/>
    public override IEnumerable<EnvelopePart>? Open(JsonElement json)
    {
        var type = json.Text("eventType") ?? json.Text("type");
        if (Handshake.Contains(type))
        {
            return [];
        }

        var source = json.Text("topic") ?? json.Text("source");
        var delivery = new Delivery("azure.event-grid", type, EventTimes.Read(json.At("eventTime")) ?? EventTimes.Read(json.At("time")),
            AzureResourceId.Part(source, "subscriptions")?.ToLowerInvariant());
        return json.Text("data_base64") is { } encoded ? [new(null, Convert.FromBase64String(encoded), delivery)]
            : json.At("data") is { ValueKind: JsonValueKind.String } text ? [new(null, System.Text.Encoding.UTF8.GetBytes(text.GetString()!), delivery)]
            : [new(json.At("data"), default, delivery)];
    }

    private static bool Has(JsonElement json, string name) => json.TryGetProperty(name, out var value) && (name.StartsWith("data", StringComparison.Ordinal) || value.ValueKind == JsonValueKind.String);
}
