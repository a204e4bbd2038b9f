using System.Text;
using System.Text.Json;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Aws.Envelopes;

/// <summary>SNS messages as HTTP and SQS subscribers get them, and as Lambda gets them (<c>Records[].Sns</c>). Confirmations carry nothing.</summary>
[Envelope("aws.sns")]
internal sealed class SnsNotification : Envelope
{
    /// <inheritdoc/>
    public override bool Recognises(JsonElement json) => Message(json).Text("TopicArn") is not null
        && Message(json).Text("Type") is "Notification" or "SubscriptionConfirmation" or "UnsubscribeConfirmation";

    /// <inheritdoc/>
    public override IEnumerable<EnvelopePart>? Open(JsonElement json)
    {
        var message = Message(json);
        if (message.Text("Type") != "Notification")
        {
            return [];
        }

        var topic = Arn.Parse(message.Text("TopicArn"));
        var delivery = new Delivery("aws.sns", topic.Resource, EventTimes.Read(message.At("Timestamp")), topic.Account, topic.Region);
        return message.At("Message") switch
        {
            { ValueKind: JsonValueKind.String } text => [new(null, Encoding.UTF8.GetBytes(text.GetString()!), delivery)],
            { ValueKind: JsonValueKind.Object or JsonValueKind.Array } content => [new(content, default, delivery)],
            _ => null,
        };
    }

    private static JsonElement Message(JsonElement json) => json.At("Sns") is { ValueKind: JsonValueKind.Object } sns ? sns : json;
}
