using System.Text;
using System.Text.Json;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Aws.Envelopes;

/// <summary>
/// A CloudWatch Logs subscription: <c>awslogs.data</c> (base64, gzip) as Lambda gets it, and what is inside. A message that is JSON or a flow log line is
/// opened; any other stays in its log event, whose id and time make it itself (<see cref="CloudWatchLine"/>).
/// </summary>
[Envelope("aws.cloudwatch-logs")]
internal sealed class CloudWatchLogs : Envelope
{
    /// <inheritdoc/>
    public override bool Recognises(JsonElement json) => json.At("awslogs.data").ValueKind == JsonValueKind.String
        || json.Text("messageType") is "DATA_MESSAGE" or "CONTROL_MESSAGE" && json.At("logEvents").ValueKind == JsonValueKind.Array;

    /// <inheritdoc/>
    public override IEnumerable<EnvelopePart>? Open(JsonElement json)
        => json.At("awslogs.data") is { ValueKind: JsonValueKind.String } data ? [new(null, Compressed(data.GetBytesFromBase64()), new("aws.cloudwatch-logs"))]
            : json.Text("messageType") == "CONTROL_MESSAGE" ? []
            : json.Items("logEvents").Select(logEvent => Part(json, logEvent));

    private static byte[] Compressed(byte[] data) => data is [0x1F, 0x8B, ..] ? data : throw new FormatException("awslogs.data is not gzip");

    private static EnvelopePart Part(JsonElement json, JsonElement logEvent)
    {
        var delivery = new Delivery("aws.cloudwatch-logs", json.Text("logGroup"), EventTimes.Read(logEvent.At("timestamp")), json.Text("owner"));
        var message = logEvent.Text("message") ?? "";
        return message.AsSpan().TrimStart().StartsWith('{') || VpcFlow.IsLine(message)
            ? new(null, Encoding.UTF8.GetBytes(message), delivery)
            : new(logEvent, default, delivery);
    }
}
