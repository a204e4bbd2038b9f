using System.Text.Json;
using Matoi.Model;
using Matoi.Model.Alerts;
using Matoi.Model.Lake;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Aws;

/// <summary>
/// GuardDuty findings, attack sequences included, into Sentinel's <c>AWSGuardDuty</c> and alerts: EventBridge details, GetFindings answers (also as the
/// AWS CLI spells them, with capitals) and S3 exports. Format: GuardDuty API reference, Finding.
/// </summary>
[Source("aws.guardduty", "Amazon GuardDuty", Cloud = Cloud.Aws,
    Summary = "GuardDuty findings from EventBridge, from the S3 export or from get-findings.")]
internal sealed class GuardDuty : Source
{
    private static readonly JsonTable Table = new("AWSGuardDuty",
        ("TimeGenerated:datetime", ""),
        ("AccountId", "accountId"),
        ("ActivityType", "type"),
        ("Arn", "arn"),
        ("Description", "description"),
        ("Id", "id"),
        ("Partition", "partition"),
        ("Region", "region"),
        ("ResourceDetails:dynamic", "resource"),
        ("SchemaVersion", "schemaVersion"),
        ("ServiceDetails:dynamic", "service"),
        ("Severity:int", "severity"),
        ("TimeCreated:datetime", "createdAt"),
        ("Title", "title"));

    /// <inheritdoc/>
    public override IReadOnlyList<LogTable> Tables { get; } = [Table];

    /// <inheritdoc/>
    public override bool Recognises(SourceRecord record)
        => record.Has("accountId", "type", "severity", "service", "schemaVersion") || record.Has("AccountId", "Type", "Severity", "Service", "SchemaVersion");

    /// <inheritdoc/>
    public override Problem? Map(SourceRecord record, MapOutput output)
    {
        var json = record.Has("AccountId") ? CamelCase.Of(record.Json) : record.Json;
        record = record with { Json = json };
        if (output.Time(record, out var time, "updatedAt", "service.eventLastSeen", "createdAt") is { } problem)
        {
            return problem;
        }

        var (id, type) = (json.Text("id") ?? json.Text("arn") ?? "", json.Text("type") ?? "");
        output.Row(Table, time, record, record.OwnId(id, json.Text("updatedAt"), json.Text("service.count")));
        var region = json.Text("region") ?? Arn.Parse(json.Text("arn")).Region;
        var (tactics, techniques) = GuardDutyTypes.Attack(json, type);
        output.Alert(new()
        {
            Source = Id,
            SourceRef = id,
            Title = json.Text("title") ?? type,
            Description = json.Text("description") ?? "",
            AlertType = type,
            Product = About.Product,
            Severity = Level(json.At("severity")),
            Status = json.Text("service.archived") == "true" ? AlertStatus.Dismissed : AlertStatus.New,
            Cloud = Cloud.Aws,
            CloudAccount = json.Text("accountId") ?? "",
            Region = region,
            Tactics = tactics,
            Techniques = techniques,
            Entities = [.. GuardDutyEntities.Of(json)],
            FirstSeen = EventTimes.Read(json.At("service.eventFirstSeen")) ?? EventTimes.Read(json.At("createdAt")) ?? time,
            LastSeen = EventTimes.Read(json.At("service.eventLastSeen")) ?? time,
            Count = json.At("service.count") is { ValueKind: JsonValueKind.Number } count && count.TryGetInt64(out var times) ? times : null,
            Link = $"{Arn.Console(json.Text("partition"), region)}/guardduty/home?region={region}#/findings?macros=current&fId={id}",
        });
        return null;
    }

    private static Severity Level(JsonElement severity) => severity.ValueKind == JsonValueKind.Number && severity.TryGetDouble(out var number) ? number switch
    {
        >= 9 => Severity.Critical,
        >= 7 => Severity.High,
        >= 4 => Severity.Medium,
        >= 1 => Severity.Low,
        _ => Severity.Informational,
    } : Severity.Unknown;
}
