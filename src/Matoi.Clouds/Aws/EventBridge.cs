using Matoi.Clouds.Aws.Envelopes;
using Matoi.Model;
using Matoi.Model.Lake;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Aws;

/// <summary>EventBridge events whose detail is no other source's record, into <c>AWSEventBridge_CL</c>.</summary>
[Source("aws.eventbridge", "Amazon EventBridge", Cloud = Cloud.Aws, Order = 95, Summary = "Events of any AWS service or partner, from an API destination, SNS, SQS or a log group.")]
internal sealed class EventBridge : Source
{
    private static readonly JsonTable Table = new("AWSEventBridge_CL",
        ("TimeGenerated:datetime", "time"),
        ("EventId", "id"),
        ("EventSource", "source"),
        ("DetailType", "detail-type"),
        ("AccountId", "account"),
        ("Region", "region"),
        ("Resources:dynamic", "resources"),
        ("Detail:dynamic", "detail"));

    /// <inheritdoc/>
    public override IReadOnlyList<LogTable> Tables { get; } = [Table];

    /// <inheritdoc/>
    public override bool Recognises(SourceRecord record)
        => record.Has("version", "detail-type", "source", "detail", "account") && record.Json.Text("detail-type") is { } type && !EventBridgeEvent.Opens(type);

    /// <inheritdoc/>
    public override RecordSubject Subject(SourceRecord record)
        => RecordSubject.Of(record.Json.Texts("resources").Select(AwsEntities.ByArn), record.Json.Text("account"), record.Json.Text("region"));

    /// <inheritdoc/>
    public override Problem? Map(SourceRecord record, MapOutput output)
    {
        if (output.Time(record, out var time, "time") is { } problem)
        {
            return problem;
        }

        output.Row(Table, time, record, record.OwnId(record.Json.Text("id")));
        return null;
    }
}
