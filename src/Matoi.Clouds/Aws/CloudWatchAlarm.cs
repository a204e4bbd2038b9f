using System.Text.Json;
using Matoi.Model;
using Matoi.Model.Alerts;
using Matoi.Model.Entities;
using Matoi.Model.Lake;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Aws;

/// <summary>
/// CloudWatch alarms that change state: EventBridge details, Lambda alarm actions and SNS notifications, into <c>AWSCloudWatchAlarms_CL</c> and alerts.
/// One alarm is one alert, which OK resolves. Format: CloudWatch user guide, alarm events and EventBridge.
/// </summary>
[Source("aws.cloudwatch-alarm", "Amazon CloudWatch", Cloud = Cloud.Aws, Summary = "CloudWatch alarm state changes from EventBridge, SNS or Lambda actions.")]
internal sealed class CloudWatchAlarm : Source
{
    private static readonly JsonTable Table = new("AWSCloudWatchAlarms_CL",
        ("TimeGenerated:datetime", ""),
        ("AlarmName", "alarmName|alarmData.alarmName|AlarmName"),
        ("AlarmArn", ""),
        ("AlarmDescription", "configuration.description|alarmData.configuration.description|AlarmDescription"),
        ("AccountId", ""),
        ("Region", ""),
        ("State", "state.value|alarmData.state.value|NewStateValue"),
        ("PreviousState", "previousState.value|alarmData.previousState.value|OldStateValue"),
        ("Reason", "state.reason|alarmData.state.reason|NewStateReason"),
        ("ReasonData:dynamic", "state.reasonData|alarmData.state.reasonData"),
        ("Configuration:dynamic", "configuration|alarmData.configuration|Trigger"));

    /// <inheritdoc/>
    public override IReadOnlyList<LogTable> Tables { get; } = [Table];

    /// <inheritdoc/>
    public override bool Recognises(SourceRecord record)
        => record.Has("alarmName", "state") || record.Has("alarmArn", "alarmData") || record.Has("AlarmName", "NewStateValue");

    /// <inheritdoc/>
    public override Problem? Map(SourceRecord record, MapOutput output)
    {
        var json = record.Json;
        if (output.Time(record, out var time, "state.timestamp", "alarmData.state.timestamp", "StateChangeTime") is { } problem)
        {
            return problem;
        }

        var name = First(json, "alarmName", "alarmData.alarmName", "AlarmName");
        var (state, before) = (First(json, "state.value", "alarmData.state.value", "NewStateValue"), First(json, "previousState.value", "alarmData.previousState.value", "OldStateValue"));
        var arn = First(json, "alarmArn", "AlarmArn");
        var account = First(json, "accountId", "AWSAccountId") is { Length: > 0 } own ? own : record.Delivery?.Account ?? Arn.Parse(arn).Account;
        var region = Arn.Parse(arn).Region is { Length: > 0 } place ? place : record.Delivery?.Region ?? "";
        arn = arn.Length > 0 ? arn : $"arn:aws:cloudwatch:{region}:{account}:alarm:{name}";
        var row = output.Row(Table, time, record, arn, state, First(json, "state.timestamp", "alarmData.state.timestamp", "StateChangeTime"));
        row.Set("AlarmArn", arn);
        row.Set("AccountId", account);
        row.Set("Region", region);
        output.Alert(new()
        {
            Source = Id,
            SourceRef = arn,
            Title = before.Length > 0 ? $"CloudWatch alarm {name} went from {before} to {state}" : $"CloudWatch alarm {name} is {state}",
            Description = string.Join("\n", new[] { First(json, "configuration.description", "alarmData.configuration.description", "AlarmDescription"), First(json, "state.reason", "alarmData.state.reason", "NewStateReason") }.Where(t => t.Length > 0)),
            AlertType = MetricName(json),
            Product = About.Product,
            Severity = state == "ALARM" ? Severity.Medium : Severity.Low,
            Status = state == "OK" ? AlertStatus.Resolved : AlertStatus.New,
            Cloud = Cloud.Aws,
            CloudAccount = account,
            Region = region,
            Entities = [.. Dimensions(json).Select(d => Affected(d.Name, d.Value)).Append(Entity.Resource(Cloud.Aws, arn, name)).OfType<Entity>()],
            FirstSeen = time,
            LastSeen = time,
            Link = region.Length > 0 ? $"{Arn.Console(Arn.Parse(arn).Partition, region)}/cloudwatch/home?region={region}#alarmsV2:alarm/{Uri.EscapeDataString(name)}" : null,
        });
        return null;
    }

    private static string First(JsonElement json, params ReadOnlySpan<string> paths)
    {
        foreach (var path in paths)
        {
            if (json.Text(path) is { Length: > 0 } text)
            {
                return text;
            }
        }

        return "";
    }

    private static IEnumerable<JsonElement> Metrics(JsonElement json)
        => json.Items("configuration.metrics").Concat(json.Items("alarmData.configuration.metrics")).Select(m => m.At("metricStat.metric"))
            .Concat(json.Items("Trigger.Metrics").Select(m => m.At("MetricStat.Metric"))).Append(json.At("Trigger"));

    private static string MetricName(JsonElement json)
        => Metrics(json).Select(m => $"{m.Text("namespace") ?? m.Text("Namespace")}/{m.Text("name") ?? m.Text("MetricName")}").FirstOrDefault(m => m.Length > 1) ?? "";

    private static IEnumerable<(string Name, string Value)> Dimensions(JsonElement json) => Metrics(json).SelectMany(m
        => m.At("dimensions") is { ValueKind: JsonValueKind.Object } map
            ? map.EnumerateObject().Select(d => (d.Name, d.Value.ToString()))
            : m.Items("Dimensions").Select(d => (d.Text("name") ?? "", d.Text("value") ?? "")));

    private static Entity? Affected(string dimension, string value) => dimension switch
    {
        "InstanceId" => Entity.HostIn(Cloud.Aws, value),
        "BucketName" => AwsEntities.Bucket(value),
        "FunctionName" or "DBInstanceIdentifier" or "LoadBalancer" or "ClusterName" or "QueueName" or "TableName" => Entity.Resource(Cloud.Aws, value),
        _ => null,
    };
}
