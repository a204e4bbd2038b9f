using Matoi.Model;
using Matoi.Model.Entities;
using Matoi.Model.Lake;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Aws;

/// <summary>Route 53 Resolver query logs, DNS Firewall's verdicts included, into Sentinel's <c>AWSRoute53Resolver</c>. Format: Route 53 developer guide, Resolver query logs.</summary>
[Source("aws.route53-resolver", "Amazon Route 53 Resolver", Cloud = Cloud.Aws, Summary = "DNS queries of VPCs, from S3, Firehose or CloudWatch Logs.")]
internal sealed class Route53Resolver : Source
{
    private static readonly JsonTable Table = new("AWSRoute53Resolver",
        ("TimeGenerated:datetime", ""),
        ("AccountId", "account_id"),
        ("Answers:dynamic", "answers"),
        ("FirewallDomainListId", "firewall_domain_list_id"),
        ("FirewallRuleAction", "firewall_rule_action"),
        ("FirewallRuleGroupId", "firewall_rule_group_id"),
        ("LogType", ""),
        ("QueryClass", "query_class"),
        ("QueryName", "query_name"),
        ("QueryType", "query_type"),
        ("Rcode", "rcode"),
        ("Region", "region"),
        ("SrcAddr", "srcaddr"),
        ("SrcIds:dynamic", "srcids"),
        ("SrcPort", "srcport"),
        ("Transport", "transport"),
        ("Version", "version"),
        ("VpcId", "vpc_id"));

    /// <inheritdoc/>
    public override IReadOnlyList<LogTable> Tables { get; } = [Table];

    /// <inheritdoc/>
    public override bool Recognises(SourceRecord record) => record.Has("query_name", "query_type", "srcaddr", "vpc_id");

    /// <inheritdoc/>
    public override RecordSubject Subject(SourceRecord record)
    {
        var json = record.Json;
        return RecordSubject.Of(
        [
            Entity.HostIn(Cloud.Aws, json.Text("srcids.instance")),
            Entity.Ip(json.Text("srcaddr")),
            AwsEntities.Domain(json.Text("query_name")?.TrimEnd('.')),
            .. json.Items("answers").Select(answer => Entity.Ip(answer.Text("Rdata"))),
        ], json.Text("account_id"), json.Text("region"));
    }

    /// <inheritdoc/>
    public override Problem? Map(SourceRecord record, MapOutput output)
    {
        if (output.Time(record, out var time, "query_timestamp") is { } problem)
        {
            return problem;
        }

        output.Row(Table, time, record).Set("LogType", "ResolverQueryLogs");
        return null;
    }
}
