using System.Text.Json;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Aws.Envelopes;

/// <summary>
/// Records of Kinesis streams (<c>kinesis.data</c> in Lambda, <c>Data</c> from GetRecords) and of Firehose (transformation events and HTTP endpoint
/// deliveries, <c>records[].data</c>), base64 and often gzip inside.
/// </summary>
[Envelope("aws.kinesis")]
internal sealed class KinesisRecord : Envelope
{
    /// <inheritdoc/>
    public override bool Recognises(JsonElement json) => Data(json).ValueKind == JsonValueKind.String
        || json.Items("records").FirstOrDefault() is { ValueKind: JsonValueKind.Object } first && first.At("data").ValueKind == JsonValueKind.String
            && (json.At("deliveryStreamArn").ValueKind | json.At("requestId").ValueKind) == JsonValueKind.String;

    /// <inheritdoc/>
    public override IEnumerable<EnvelopePart>? Open(JsonElement json)
    {
        var stream = Arn.Parse(json.Text("eventSourceARN") ?? json.Text("sourceKinesisStreamArn") ?? json.Text("deliveryStreamArn"));
        return Data(json) is { ValueKind: JsonValueKind.String } data ? [Part(json, data)] : json.Items("records").Select(r => Part(r, r.At("data")));

        EnvelopePart Part(JsonElement record, JsonElement data)
        {
            var arrival = record.At("kinesis.approximateArrivalTimestamp") is { ValueKind: JsonValueKind.Number } kinesis ? kinesis : record.At("approximateArrivalTimestamp");
            return new(null, data.GetBytesFromBase64(), new("aws.kinesis", stream.Resource, EventTimes.Read(arrival), stream.Account, stream.Region));
        }
    }

    private static JsonElement Data(JsonElement json)
    {
        if (json.At("kinesis.data") is { ValueKind: JsonValueKind.String } kinesis)
        {
            return kinesis;
        }

        if (json.At("PartitionKey").ValueKind == JsonValueKind.String && json.At("SequenceNumber").ValueKind == JsonValueKind.String)
        {
            return json.At("Data");
        }

        // An item of Firehose's "records", cut out of its array: nothing beside the data, or Firehose's record id.
        return json.At("data") is { ValueKind: JsonValueKind.String } data
            && (json.At("recordId").ValueKind == JsonValueKind.String || json.EnumerateObject().Count() == 1) ? data : default;
    }
}
