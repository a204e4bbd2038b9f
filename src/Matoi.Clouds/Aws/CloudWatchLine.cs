using System.Text;
using Matoi.Model;
using Matoi.Model.Lake;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Aws;

/// <summary>Log events of CloudWatch Logs subscriptions that are no other source's, into Sentinel's <c>AWSCloudWatch</c>.</summary>
[Source("aws.cloudwatch", "Amazon CloudWatch Logs", Cloud = Cloud.Aws, Order = 90,
    Summary = "Lines of any log group, from a CloudWatch Logs subscription (Lambda, Kinesis or Firehose).")]
internal sealed class CloudWatchLine : Source
{
    private static readonly LogTable Table = new("AWSCloudWatch", "TimeGenerated:datetime", "ExtractedTime:datetime", "Message");

    /// <inheritdoc/>
    public override IReadOnlyList<LogTable> Tables { get; } = [Table];

    /// <inheritdoc/>
    public override bool Recognises(SourceRecord record) => record.Delivery?.Kind == "aws.cloudwatch-logs"
        && !record.Has("messageType", "logEvents") && !record.Has("detail-type", "detail") && !record.Has("TopicArn", "Message");

    /// <inheritdoc/>
    public override RecordSubject Subject(SourceRecord record) => RecordSubject.Of([], record.Delivery?.Account, record.Delivery?.Region);

    /// <inheritdoc/>
    public override Problem? Map(SourceRecord record, MapOutput output)
    {
        if (output.Time(record, out var time, "timestamp") is { } problem)
        {
            return problem;
        }

        // The same line at another time, or in another group, is another event.
        var message = record.Has("id", "timestamp", "message") ? record.Json.Text("message") : null;
        var identity = $"{record.Delivery!.Account}\n{record.Delivery.Name}\n{time:O}\n{(message is null ? null : record.Json.Text("id"))}\n";
        var row = output.Row(Table, time, record, [.. Encoding.UTF8.GetBytes(identity), .. record.Bytes.Span]);
        row.Set("ExtractedTime", time);
        row.Set("Message", message ?? Encoding.UTF8.GetString(record.Bytes.Span));
        return null;
    }
}
