using System.Text;
using Matoi.Model;
using Matoi.Model.Entities;
using Matoi.Model.Lake;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Azure;

/// <summary>
/// Virtual network flow logs, version 4 (PT1H.json blobs): one row per flow tuple in <c>NTANetAnalytics</c>.
/// Format: https://learn.microsoft.com/azure/network-watcher/vnet-flow-logs-overview.
/// </summary>
[Source(AzureRecords.VNetFlow, "Azure VNet flow logs", Cloud = Cloud.Azure, Summary = "PT1H.json blobs of insights-logs-flowlogflowevent, version 4.")]
internal sealed class VNetFlow : Source
{
    private static readonly JsonTable Table = AzureTable.Of("NTANetAnalytics", """
        AclGroup AclRule Action AllowedInFlows:long AllowedOutFlows:long AzureRegion BytesDestToSrc:long BytesSrcToDest:long CompletedFlows:long
        ConnectingVnets ConnectionName ConnectionType Country DeniedInFlows:long DeniedOutFlows:long Description DestApplicationGateway DestCloud
        DestEnvironment DestExpressRouteCircuit DestIp DestLoadBalancer DestLocalNetworkGateway DestNetworkGroups DestNic DestPort:int DestPublicIps
        DestRegion DestServiceId DestServiceName DestServiceTags DestSubnet DestSubscription DestTenantId DestTenantName DestVm
        ExpressRouteCircuitPeeringType FaSchemaVersion FlowDirection FlowEncryption FlowEndTime:datetime FlowIntervalEndTime:datetime
        FlowIntervalStartTime:datetime FlowLogResourceId FlowStartTime:datetime FlowStatus FlowType IsFlowCapturedAtUdrHop:bool L4Protocol L7Protocol
        LogResourceId MacAddress NsgList NsgRule NsgRuleType PacketsDestToSrc:long PacketsSrcToDest:long PrivateEndpointResourceId
        PrivateLinkResourceId PrivateLinkResourceName RecordCount:long SourceSystem SrcApplicationGateway SrcCloud SrcEnvironment
        SrcExpressRouteCircuit SrcIp SrcLoadBalancer SrcLocalNetworkGateway SrcNetworkGroups SrcNic SrcPorts SrcPublicIps SrcRegion SrcServiceId
        SrcServiceName SrcServiceTags SrcSubnet SrcSubscription SrcTenantId SrcTenantName SrcVm Status SubType TargetResourceId TargetResourceType
        TenantId TimeProcessed:datetime TrafficAnalyticsResourceId
        """);

    /// <inheritdoc/>
    public override IReadOnlyList<LogTable> Tables { get; } = [Table];

    /// <inheritdoc/>
    public override bool Recognises(SourceRecord record) => AzureRecords.Owner(record.Json) == Id;

    /// <inheritdoc/>
    public override RecordSubject Subject(SourceRecord record)
    {
        var json = record.Json;
        return RecordSubject.Of(json.FindItems("flowRecords.flows").SelectMany(flow => flow.FindItems("flowGroups")).SelectMany(flow => flow.FindTexts("flowTuples"))
            .SelectMany(tuple => tuple.Split(',') is [_, var from, var to, ..] ? new[] { Entity.Ip(from), Entity.Ip(to) } : [])
            .Prepend(AzureSubject.Owner(json.FindText("targetResourceID"))), AzureSubject.Subscription(json, json.FindText("targetResourceID")));
    }

    /// <inheritdoc/>
    public override Problem? Map(SourceRecord record, MapOutput output)
    {
        foreach (var flow in record.Json.FindItems("flowRecords.flows"))
        {
            foreach (var group in flow.FindItems("flowGroups"))
            {
                foreach (var tuple in group.FindTexts("flowTuples"))
                {
                    if (Row(record, output, tuple, flow.FindText("aclID"), group.FindText("rule")) is { } problem)
                    {
                        return problem;
                    }
                }
            }
        }

        return null;
    }

    private static Problem? Row(SourceRecord record, MapOutput output, string tuple, string? acl, string? rule)
    {
        if (tuple.Split(',') is not [var at, var source, var destination, var sourcePort, var destinationPort, var protocol, var direction, var state, var encryption, .. var counts])
        {
            return new("wrong-type", $"the flow tuple '{tuple}' has fewer than nine fields; expected VNet flow log version 4", "flowTuples");
        }

        if (output.Time(at, "flowTuples", out var time) is { } problem)
        {
            return problem;
        }

        var json = record.Json;
        var (log, target, mac) = (json.FindText("flowLogResourceID"), json.FindText("targetResourceID"), json.FindText("macAddress"));
        var identity = Encoding.UTF8.GetBytes(string.Join('\n', log, mac, acl, rule, tuple));
        LogTable table = Table;
        var row = output.Row(table, time, record with { Bytes = Encoding.UTF8.GetBytes(tuple) }, identity);
        row.Set("SubType", "FlowLog");
        row.Set("FaSchemaVersion", json.FindText("flowLogVersion"));
        row.Set("FlowStartTime", time);
        row.Set("FlowEndTime", time);
        row.Set("SrcIp", source);
        row.Set("DestIp", destination);
        row.Set("SrcPorts", sourcePort);
        row.Set("DestPort", FlowTuples.Whole(destinationPort));
        row.Set("L4Protocol", protocol switch { "6" => "T", "17" => "U", _ => protocol });
        row.Set("FlowDirection", direction == "I" ? "Inbound" : "Outbound");

        // There is no decision field: state D is a denied flow.
        row.Set("FlowStatus", state == "D" ? "Denied" : "Allowed");
        row.Set("Status", state);
        row.Set("FlowEncryption", encryption);
        row.Set("AclGroup", acl);
        row.Set("AclRule", rule);
        row.Set("MacAddress", mac);
        row.Set("FlowLogResourceId", log);
        row.Set("TargetResourceId", target);
        SetCounts(row, source, destination, $"{(state == "D" ? "Denied" : "Allowed")}{(direction == "I" ? "In" : "Out")}Flows", counts);
        return null;
    }

    private static void SetCounts(RowWriter row, string source, string destination, string flows, string[] counts)
    {
        row.Set("SrcPublicIps", FlowTuples.IsPublic(source) ? source : null);
        row.Set("DestPublicIps", FlowTuples.IsPublic(destination) ? destination : null);
        row.Set(flows, 1L);
        if (counts is [var packets, var bytes, var packetsBack, var bytesBack, ..])
        {
            row.Set("PacketsSrcToDest", FlowTuples.Whole(packets));
            row.Set("BytesSrcToDest", FlowTuples.Whole(bytes));
            row.Set("PacketsDestToSrc", FlowTuples.Whole(packetsBack));
            row.Set("BytesDestToSrc", FlowTuples.Whole(bytesBack));
        }
    }
}
