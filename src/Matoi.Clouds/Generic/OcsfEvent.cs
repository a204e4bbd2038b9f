using System.Text.Json;
using Matoi.Model;
using Matoi.Model.Lake;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Generic;

/// <summary>
/// OCSF events of any class and version (1.0.0-rc.2 to 1.9), from AWS Security Hub v2, Security Lake exports, Prowler and others. Findings (2001–2008) raise
/// alerts. Results of checks that passed or need a person are rows only; failed checks, vulnerabilities and misconfigurations are alerts of at most Low.
/// </summary>
[Source("generic.ocsf", "OCSF", Order = 10, Summary = "Any event with class_uid, as JSON or JSON lines; findings become alerts of the product that made them, failed checks at most Low.")]
internal sealed class OcsfEvent : Source
{
    private static readonly JsonTable Table = new("OCSFEvents_CL",
        ("TimeGenerated:datetime", ""),
        ("ClassUid:int", "class_uid"),
        ("ClassName", "class_name"),
        ("CategoryUid:int", "category_uid"),
        ("CategoryName", "category_name"),
        ("TypeUid:long", "type_uid"),
        ("TypeName", "type_name"),
        ("ActivityId:int", "activity_id"),
        ("ActivityName", "activity_name"),
        ("SeverityId:int", "severity_id"),
        ("Severity", "severity"),
        ("StatusId:int", "status_id"),
        ("Status", "status"),
        ("StatusCode", "status_code"),
        ("StatusDetail", "status_detail"),
        ("Message", "message"),
        ("EventUid", "metadata.uid"),
        ("OcsfVersion", "metadata.version"),
        ("ProductName", "metadata.product.name"),
        ("VendorName", "metadata.product.vendor_name"),
        ("CloudProvider", "cloud.provider"),
        ("CloudAccountUid", "cloud.account_uid|cloud.account.uid"),
        ("CloudRegion", "cloud.region"),
        ("ActorUserName", "actor.user.name"),
        ("ActorUserUid", "actor.user.uid|actor.user.uuid"),
        ("ApiOperation", "api.operation"),
        ("ApiService", "api.service.name"),
        ("SrcIp", "src_endpoint.ip"),
        ("SrcPort:int", "src_endpoint.port"),
        ("DstIp", "dst_endpoint.ip"),
        ("DstPort:int", "dst_endpoint.port"),
        ("FindingUid", "finding.uid|finding_info.uid"),
        ("FindingTitle", "finding.title|finding_info.title"),
        ("Actor:dynamic", "actor"),
        ("Api:dynamic", "api"),
        ("Cloud:dynamic", "cloud"),
        ("Device:dynamic", "device"),
        ("SrcEndpoint:dynamic", "src_endpoint"),
        ("DstEndpoint:dynamic", "dst_endpoint"),
        ("FindingInfo:dynamic", "finding|finding_info"),
        ("Resources:dynamic", "resource|resources"),
        ("Observables:dynamic", "observables"),
        ("Evidences:dynamic", "evidences"),
        ("Metadata:dynamic", "metadata"),
        ("Unmapped:dynamic", "unmapped"));

    /// <inheritdoc/>
    public override IReadOnlyList<LogTable> Tables { get; } = [Table];

    /// <inheritdoc/>
    public override bool Recognises(SourceRecord record)
        => record.Has("class_uid") && (record.Has("metadata") || record.Has("category_uid")) && record.Json.At("class_uid").ValueKind == JsonValueKind.Number;

    /// <inheritdoc/>
    public override RecordSubject Subject(SourceRecord record) => OcsfAlert.Subject(record.Json);

    /// <inheritdoc/>
    public override Problem? Map(SourceRecord record, MapOutput output)
    {
        var json = record.Json;
        var field = json.At("time").ValueKind is JsonValueKind.Number or JsonValueKind.String ? "time" : "time_dt";
        var missing = json.At(field).ValueKind == JsonValueKind.Undefined;
        if ((missing ? output.Time(default(JsonElement), "time", out var time) : output.Time(json.At(field), field, out time)) is { } problem)
        {
            return problem;
        }

        output.Row(Table, time, record, json.Text("metadata.uid") is { Length: > 0 } uid ? [uid, json.Text("class_uid"), json.Text(field)] : []);
        if (OcsfAlert.From(Id, json, time) is { } alert)
        {
            output.Alert(alert);
        }

        return null;
    }
}
