using System.Text;
using System.Text.Json;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Aws.Envelopes;

/// <summary>SQS messages as Lambda gets them (<c>body</c>) and as ReceiveMessage returns them (<c>Body</c>, alone or in <c>Messages</c>).</summary>
[Envelope("aws.sqs")]
internal sealed class SqsMessage : Envelope
{
    /// <inheritdoc/>
    public override bool Recognises(JsonElement json) => Body(json) is not null && IsMessage(json)
        || json.Items("Messages").FirstOrDefault() is { ValueKind: JsonValueKind.Object } first && Body(first) is not null && IsMessage(first);

    /// <inheritdoc/>
    public override IEnumerable<EnvelopePart>? Open(JsonElement json)
        => Body(json) is { } body ? [Part(json, body)] : json.Items("Messages").Where(m => Body(m) is not null).Select(m => Part(m, Body(m)!));

    private static EnvelopePart Part(JsonElement json, string body)
    {
        var queue = Arn.Parse(json.Text("eventSourceARN"));
        var sent = EventTimes.Read(json.Text("attributes.SentTimestamp") ?? json.Text("Attributes.SentTimestamp"));
        return new(null, Encoding.UTF8.GetBytes(body), new("aws.sqs", queue.Resource, sent, queue.Account, queue.Region));
    }

    private static string? Body(JsonElement json) => json.Text("body") ?? json.Text("Body");

    private static bool IsMessage(JsonElement json) => (json.Text("receiptHandle") ?? json.Text("ReceiptHandle") ?? json.Text("MD5OfBody")) is not null
        || Arn.Parse(json.Text("eventSourceARN")).Service == "sqs";
}
