using Matoi.Model;
using Matoi.Model.Entities;
using Matoi.Model.Lake;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Google;

/// <summary>Firewall Rules Logging of VPC networks: each connection that a rule allowed or denied, into Sentinel's <c>GCPFirewallLogs</c>, which spells <c>Referance</c> so.</summary>
[Source("google.firewall", "Google VPC Firewall", Cloud = Cloud.Google, Summary = "compute firewall log entries from a log sink over Pub/Sub or as JSON files.")]
internal sealed class FirewallLog : Source
{
    private static readonly JsonTable Table = new("GCPFirewallLogs",
        ("TimeGenerated:datetime", ""),
        ("Timestamp:datetime", "timestamp"),
        ("LogName", "logName"),
        ("InsertId", "insertId"),
        ("Severity", "severity"),
        ("ProjectId", "resource.labels.project_id"),
        ("GCPResourceType", "resource.type"),
        ("SubnetworkId", "resource.labels.subnetwork_id"),
        ("ResourceSubnetworkName", "resource.labels.subnetwork_name"),
        ("ResourceLocation", "resource.labels.location"),
        ("Disposition", "jsonPayload.disposition"),
        ("SrcIp", "jsonPayload.connection.src_ip"),
        ("SrcPort", "jsonPayload.connection.src_port"),
        ("DestIp", "jsonPayload.connection.dest_ip"),
        ("DestPort", "jsonPayload.connection.dest_port"),
        ("Protocol", "jsonPayload.connection.protocol"),
        ("Referance", "jsonPayload.rule_details.reference"),
        ("Action", "jsonPayload.rule_details.action"),
        ("Direction", "jsonPayload.rule_details.direction"),
        ("Priority", "jsonPayload.rule_details.priority"),
        ("SourceRange:dynamic", "jsonPayload.rule_details.source_range"),
        ("IpPortInfo:dynamic", "jsonPayload.rule_details.ip_port_info"),
        ("RuleDetails:dynamic", "jsonPayload.rule_details"),
        ("InstanceVmName", "jsonPayload.instance.vm_name"),
        ("InstanceZone", "jsonPayload.instance.zone"),
        ("InstanceRegion", "jsonPayload.instance.region"),
        ("InstanceProjectId", "jsonPayload.instance.project_id"),
        ("VpcName", "jsonPayload.vpc.vpc_name"),
        ("VpcProjectId", "jsonPayload.vpc.project_id"),
        ("VpcSubnetworkName", "jsonPayload.vpc.subnetwork_name"),
        ("RemoteInstance:dynamic", "jsonPayload.remote_instance"),
        ("RemoteVpc:dynamic", "jsonPayload.remote_vpc"),
        ("RemoteLocationContinent", "jsonPayload.remote_location.continent"),
        ("RemoteLocationCountry", "jsonPayload.remote_location.country"),
        ("RemoteLocationRegion", "jsonPayload.remote_location.region"),
        ("RemoteLocationCity", "jsonPayload.remote_location.city"));

    /// <inheritdoc/>
    public override IReadOnlyList<LogTable> Tables { get; } = [Table];

    /// <inheritdoc/>
    public override bool Recognises(SourceRecord record) => LogEntry.IsOf(record.Json, "compute.googleapis.com", "%2Ffirewall");

    /// <inheritdoc/>
    public override RecordSubject Subject(SourceRecord record)
    {
        var json = record.Json;
        return RecordSubject.Of(
        [
            GoogleSubject.Machine(json.At("jsonPayload.instance")),
            GoogleSubject.Machine(json.At("jsonPayload.remote_instance")),
            Entity.Ip(json.Text("jsonPayload.connection.src_ip")),
            Entity.Ip(json.Text("jsonPayload.connection.dest_ip")),
        ], LogEntry.Project(json), GoogleSubject.Region(json, default));
    }

    /// <inheritdoc/>
    public override Problem? Map(SourceRecord record, MapOutput output)
    {
        if (LogEntry.Time(record, output, out var time) is { } problem)
        {
            return problem;
        }

        output.Row(Table, time, record, LogEntry.Identity(record));
        return null;
    }
}
