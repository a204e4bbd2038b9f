using Matoi.Model;
using Matoi.Model.Entities;
using Matoi.Model.Lake;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Aws;

/// <summary>AWS WAF web ACL traffic logs, into Sentinel's <c>AWSWAF</c>. Format: WAF developer guide, log fields.</summary>
[Source("aws.waf", "AWS WAF", Cloud = Cloud.Aws, Summary = "WAF traffic logs from S3, Firehose or CloudWatch Logs.")]
internal sealed class Waf : Source
{
    private static readonly JsonTable Table = new("AWSWAF",
        ("TimeGenerated:datetime", ""),
        ("Action", "action"),
        ("Args", "httpRequest.args"),
        ("CaptchaResponse:dynamic", "captchaResponse"),
        ("ChallengeResponse:dynamic", "challengeResponse"),
        ("ClientIp", "httpRequest.clientIp"),
        ("Country", "httpRequest.country"),
        ("ExcludedRules:dynamic", "excludedRules"),
        ("FormatVersion", "formatVersion"),
        ("Headers:dynamic", "httpRequest.headers"),
        ("HttpMethod", "httpRequest.httpMethod"),
        ("HttpRequest:dynamic", "httpRequest"),
        ("HttpSourceId", "httpSourceId"),
        ("HttpSourceName", "httpSourceName"),
        ("HttpVersion", "httpRequest.httpVersion"),
        ("Ja3Fingerprint", "ja3Fingerprint"),
        ("Labels:dynamic", "labels"),
        ("NonTerminatingMatchingRules:dynamic", "nonTerminatingMatchingRules"),
        ("OversizeFields:dynamic", "oversizeFields"),
        ("RateBasedRuleList:dynamic", "rateBasedRuleList"),
        ("RequestHeadersInserted:dynamic", "requestHeadersInserted"),
        ("RequestId", "httpRequest.requestId"),
        ("ResponseCodeSent:int", "responseCodeSent"),
        ("RuleGroupId", "ruleGroupList[0].ruleGroupId"),
        ("RuleGroupList:dynamic", "ruleGroupList"),
        ("TerminatingRule:dynamic", "ruleGroupList[0].terminatingRule"),
        ("TerminatingRuleId", "terminatingRuleId"),
        ("TerminatingRuleMatchDetails:dynamic", "terminatingRuleMatchDetails"),
        ("TerminatingRuleType", "terminatingRuleType"),
        ("Uri", "httpRequest.uri"),
        ("WebAclId", "webaclId"));

    /// <inheritdoc/>
    public override IReadOnlyList<LogTable> Tables { get; } = [Table];

    /// <inheritdoc/>
    public override bool Recognises(SourceRecord record) => record.Has("webaclId", "httpRequest", "action");

    /// <inheritdoc/>
    public override RecordSubject Subject(SourceRecord record)
    {
        var list = record.Json.Text("webaclId");
        var arn = Arn.Parse(list);
        return RecordSubject.Of([Entity.Ip(record.Json.Text("httpRequest.clientIp")), AwsEntities.ByArn(list)], arn.Account is { Length: > 0 } account ? account : record.Delivery?.Account, arn.Region);
    }

    /// <inheritdoc/>
    public override Problem? Map(SourceRecord record, MapOutput output)
    {
        if (output.Time(record, out var time, "timestamp") is { } problem)
        {
            return problem;
        }

        output.Row(Table, time, record);
        return null;
    }
}
