using Matoi.Model;
using Matoi.Model.Entities;
using Matoi.Model.Lake;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Google;

/// <summary>VPC Flow Logs of Compute Engine and Network Management, into Sentinel's <c>GCPVPCFlow</c>. Sampled by Google; they say nothing of allow or deny.</summary>
[Source("google.vpcflow", "Google VPC Flow Logs", Cloud = Cloud.Google, Summary = "vpc_flows log entries from a log sink over Pub/Sub or as JSON files.")]
internal sealed class VpcFlow : Source
{
    private static readonly JsonTable Table = new("GCPVPCFlow",
    [
        ("TimeGenerated:datetime", ""),
        ("Timestamp:datetime", "timestamp"),
        ("LogName", "logName"),
        ("InsertId", "insertId"),
        ("ProjectId", "resource.labels.project_id"),
        ("SubnetworkId", "resource.labels.subnetwork_id"),
        ("SubnetworkName", "resource.labels.subnetwork_name"),
        ("SrcIp", "jsonPayload.connection.src_ip"),
        ("SrcPort", "jsonPayload.connection.src_port"),
        ("DestIp", "jsonPayload.connection.dest_ip"),
        ("DestPort", "jsonPayload.connection.dest_port"),
        ("Protocol", "jsonPayload.connection.protocol"),
        ("Reporter", "jsonPayload.reporter"),
        ("BytesSent", "jsonPayload.bytes_sent"),
        ("PacketsSent", "jsonPayload.packets_sent"),
        ("StartTime:datetime", "jsonPayload.start_time"),
        ("EndTime:datetime", "jsonPayload.end_time"),
        ("Rttmsec", "jsonPayload.rtt_msec"),
        .. Side("Src", "src"),
        .. Side("Dest", "dest"),
    ]);

    /// <inheritdoc/>
    public override IReadOnlyList<LogTable> Tables { get; } = [Table];

    /// <inheritdoc/>
    public override bool Recognises(SourceRecord record) => LogEntry.Name(record.Json)?.EndsWith("%2Fvpc_flows", StringComparison.Ordinal) == true;

    /// <inheritdoc/>
    public override RecordSubject Subject(SourceRecord record)
    {
        var json = record.Json;
        return RecordSubject.Of(
        [
            GoogleSubject.Machine(json.At("jsonPayload.src_instance")),
            GoogleSubject.Machine(json.At("jsonPayload.dest_instance")),
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

    private static IEnumerable<(string Column, string Path)> Side(string column, string side) =>
    [
        ($"{column}InstanceVmName", $"jsonPayload.{side}_instance.vm_name"),
        ($"{column}InstanceProjectId", $"jsonPayload.{side}_instance.project_id"),
        ($"{column}InstanceRegion", $"jsonPayload.{side}_instance.region"),
        ($"{column}InstanceZone", $"jsonPayload.{side}_instance.zone"),
        ($"{column}VpcName", $"jsonPayload.{side}_vpc.vpc_name"),
        ($"{column}VpcProjectId", $"jsonPayload.{side}_vpc.project_id"),
        ($"{column}VpcSubnetworkName", $"jsonPayload.{side}_vpc.subnetwork_name"),
        ($"{column}VpcSubnetworkRegion", $"jsonPayload.{side}_vpc.subnetwork_region"),
        ($"{column}LocationAsn", $"jsonPayload.{side}_location.asn"),
        ($"{column}LocationCity", $"jsonPayload.{side}_location.city"),
        ($"{column}LocationContinent", $"jsonPayload.{side}_location.continent"),
        ($"{column}LocationCountry", $"jsonPayload.{side}_location.country"),
        ($"{column}LocationRegion", $"jsonPayload.{side}_location.region"),
        ($"{column}GkeClusterName", $"jsonPayload.{side}_gke_details.cluster.cluster_name"),
        ($"{column}GkeClusterLocation", $"jsonPayload.{side}_gke_details.cluster.cluster_location"),
        ($"{column}GkePodName", $"jsonPayload.{side}_gke_details.pod.pod_name"),
        ($"{column}GkePodNamespace", $"jsonPayload.{side}_gke_details.pod.pod_namespace"),
    ];
}
