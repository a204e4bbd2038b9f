using System.Text;
using Matoi.Model;
using Matoi.Model.Entities;
using Matoi.Model.Lake;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Azure;

/// <summary>
/// Network security group flow logs, version 1 and 2 (PT1H.json blobs): one row per flow tuple in <c>AzureNetworkAnalytics_CL</c>, as Traffic Analytics names
/// its columns. Format: https://learn.microsoft.com/azure/network-watcher/nsg-flow-logs-overview.
/// </summary>
[Source(AzureRecords.NsgFlow, "Azure NSG flow logs", Cloud = Cloud.Azure, Summary = "PT1H.json blobs of insights-logs-networksecuritygroupflowevent, version 1 or 2.")]
internal sealed class NsgFlow : Source
{
    private static readonly LogTable Table = new("AzureNetworkAnalytics_CL",
        "TimeGenerated:datetime", "FASchemaVersion_s", "SubType_s", "FlowStartTime_t:datetime", "FlowEndTime_t:datetime", "SrcIP_s", "DestIP_s", "SrcPort_d:real",
        "DestPort_d:real", "L4Protocol_s", "L7Protocol_s", "FlowDirection_s", "FlowStatus_s", "FlowState_s", "FlowType_s", "NSGList_s", "NSGRules_s", "NSGRule_s",
        "NSGRuleType_s", "MACAddress_s", "VM_s", "NIC_s", "Computer", "SrcPublicIPs_s", "DestPublicIPs_s", "PublicIPs_s", "AllowedInFlows_d:real",
        "DeniedInFlows_d:real", "AllowedOutFlows_d:real", "DeniedOutFlows_d:real", "FlowCount_d:real", "InboundPackets_d:real", "OutboundPackets_d:real",
        "InboundBytes_d:real", "OutboundBytes_d:real", "Region_s", "AzureRegion_s", "Country_s", "Subnet_s", "Subscription_g", "Tags_s", "Name_s",
        "NSG_s", "ResourceType", "SubscriptionName_s", "PrivateIPAddresses_s", "PublicIPAddresses_s", "DestinationPortRange_s", "SchemaVersion_s",
        "TimeProcessed_t:datetime", "DiscoveryRegion_s", "PublicFrontendIPs_s", "VirtualMachine_s", "Subnetwork_s", "SourceSystem", "_ResourceId");

    /// <inheritdoc/>
    public override IReadOnlyList<LogTable> Tables { get; } = [Table];

    /// <inheritdoc/>
    public override bool Recognises(SourceRecord record) => AzureRecords.Owner(record.Json) == Id;

    /// <inheritdoc/>
    public override RecordSubject Subject(SourceRecord record)
    {
        var json = record.Json;
        return RecordSubject.Of(json.FindItems("properties.flows").SelectMany(flow => flow.FindItems("flows")).SelectMany(flow => flow.FindTexts("flowTuples"))
            .SelectMany(tuple => tuple.Split(',') is [_, var from, var to, ..] ? new[] { Entity.Ip(from), Entity.Ip(to) } : [])
            .Prepend(AzureSubject.Owner(json.FindText("resourceId"))), AzureSubject.Subscription(json, json.FindText("resourceId")));
    }

    /// <inheritdoc/>
    public override Problem? Map(SourceRecord record, MapOutput output)
    {
        var json = record.Json;
        foreach (var rule in json.FindItems("properties.flows"))
        {
            foreach (var flow in rule.FindItems("flows"))
            {
                foreach (var tuple in flow.FindTexts("flowTuples"))
                {
                    if (Row(record, output, tuple, rule.FindText("rule"), flow.FindText("mac") ?? json.FindText("macAddress")) is { } problem)
                    {
                        return problem;
                    }
                }
            }
        }

        return null;
    }

    private static Problem? Row(SourceRecord record, MapOutput output, string tuple, string? rule, string? mac)
    {
        if (tuple.Split(',') is not [var at, var source, var destination, var sourcePort, var destinationPort, var protocol, var direction, var decision, .. var rest])
        {
            return new("wrong-type", $"the flow tuple '{tuple}' has fewer than eight fields; expected NSG flow log version 1 or 2", "flowTuples");
        }

        if (output.Time(at, "flowTuples", out var time) is { } problem)
        {
            return problem;
        }

        var group = record.Json.FindText("resourceId") ?? "";
        var identity = Encoding.UTF8.GetBytes(string.Join('\n', group, mac, rule, tuple));
        var row = output.Row(Table, time, record with { Bytes = Encoding.UTF8.GetBytes(tuple) }, identity);
        row.Set("SubType_s", "FlowLog");
        row.Set("FASchemaVersion_s", record.Json.FindText("properties.Version"));
        row.Set("FlowStartTime_t", time);
        row.Set("FlowEndTime_t", time);
        row.Set("SrcIP_s", source);
        row.Set("DestIP_s", destination);
        row.Set("SrcPort_d", FlowTuples.Number(sourcePort));
        row.Set("DestPort_d", FlowTuples.Number(destinationPort));
        row.Set("L4Protocol_s", protocol);
        row.Set("FlowDirection_s", direction);
        row.Set("FlowStatus_s", decision);
        row.Set("FlowState_s", rest.FirstOrDefault(state => state.Length > 0 && char.IsLetter(state[0])));
        row.Set("NSGList_s", group);
        row.Set("NSGRule_s", rule);
        row.Set("NSGRuleType_s", rule is null ? null : rule.StartsWith("UserRule_", StringComparison.Ordinal) ? "User Defined" : "Default");
        row.Set("MACAddress_s", mac);
        row.Set("Subscription_g", AzureResourceId.Part(group, "subscriptions")?.ToLowerInvariant());
        row.Set("_ResourceId", group.ToLowerInvariant());
        SetPublic(row, source, destination);
        SetCounts(row, direction == "I", decision == "A", rest);
        return null;
    }

    private static void SetPublic(RowWriter row, string source, string destination)
    {
        row.Set("SrcPublicIPs_s", FlowTuples.IsPublic(source) ? source : null);
        row.Set("DestPublicIPs_s", FlowTuples.IsPublic(destination) ? destination : null);
        row.Set("PublicIPs_s", FlowTuples.IsPublic(source) ? source : FlowTuples.IsPublic(destination) ? destination : null);
    }

    // Version 2 counts packets and bytes from source to destination and back; Traffic Analytics counts in and out of the machine.
    private static void SetCounts(RowWriter row, bool inbound, bool allowed, string[] rest)
    {
        row.Set("FlowCount_d", 1.0);
        row.Set($"{(allowed ? "Allowed" : "Denied")}{(inbound ? "In" : "Out")}Flows_d", 1.0);
        if (rest is [_, var packets, var bytes, var packetsBack, var bytesBack, ..])
        {
            row.Set(inbound ? "InboundPackets_d" : "OutboundPackets_d", FlowTuples.Number(packets));
            row.Set(inbound ? "InboundBytes_d" : "OutboundBytes_d", FlowTuples.Number(bytes));
            row.Set(inbound ? "OutboundPackets_d" : "InboundPackets_d", FlowTuples.Number(packetsBack));
            row.Set(inbound ? "OutboundBytes_d" : "InboundBytes_d", FlowTuples.Number(bytesBack));
        }
    }
}
