using Matoi.Model;
using Matoi.Model.Lake;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Aws;

/// <summary>CloudTrail events: management, data and Insights events of every service, into Sentinel's <c>AWSCloudTrail</c>.</summary>
[Source("aws.cloudtrail", "AWS CloudTrail", Cloud = Cloud.Aws,
    Summary = "CloudTrail records as S3 files, EventBridge events, CloudWatch Logs subscriptions or JSON lines.")]
internal sealed class CloudTrail : Source
{
    // Athena's view of a trail has every name in lower case.
    private static readonly JsonTable Table = new("AWSCloudTrail", [.. new (string Column, string Path)[]
    {
        ("TimeGenerated:datetime", ""),
        ("AwsEventId", "eventID"),
        ("EventVersion", "eventVersion"),
        ("EventSource", "eventSource|insightDetails.eventSource"),
        ("EventTypeName", "eventType"),
        ("EventName", "eventName|insightDetails.eventName"),
        ("UserIdentityType", "userIdentity.type"),
        ("UserIdentityPrincipalid", "userIdentity.principalId"),
        ("UserIdentityArn", "userIdentity.arn"),
        ("UserIdentityAccountId", "userIdentity.accountId"),
        ("UserIdentityInvokedBy", "userIdentity.invokedBy"),
        ("UserIdentityAccessKeyId", "userIdentity.accessKeyId"),
        ("UserIdentityUserName", "userIdentity.userName"),
        ("UserIdentityUserId", "userIdentity.onBehalfOf.userId"),
        ("UserIdentityStoreArn", "userIdentity.onBehalfOf.identityStoreArn"),
        ("SessionMfaAuthenticated:bool", "userIdentity.sessionContext.attributes.mfaAuthenticated"),
        ("SessionCreationDate:datetime", "userIdentity.sessionContext.attributes.creationDate"),
        ("SessionIssuerType", "userIdentity.sessionContext.sessionIssuer.type"),
        ("SessionIssuerPrincipalId", "userIdentity.sessionContext.sessionIssuer.principalId"),
        ("SessionIssuerArn", "userIdentity.sessionContext.sessionIssuer.arn"),
        ("SessionIssuerAccountId", "userIdentity.sessionContext.sessionIssuer.accountId"),
        ("SessionIssuerUserName", "userIdentity.sessionContext.sessionIssuer.userName"),
        ("EC2RoleDelivery", "userIdentity.sessionContext.ec2RoleDelivery"),
        ("AWSRegion", "awsRegion"),
        ("SourceIpAddress", "sourceIPAddress"),
        ("UserAgent", "userAgent"),
        ("ErrorCode", "errorCode"),
        ("ErrorMessage", "errorMessage"),
        ("RequestParameters", "requestParameters"),
        ("ResponseElements", "responseElements"),
        ("AdditionalEventData", "additionalEventData"),
        ("AwsRequestId", "requestID"),
        ("AwsRequestId_", "requestID"),
        ("Resources", "resources"),
        ("APIVersion", "apiVersion"),
        ("ReadOnly:bool", "readOnly"),
        ("RecipientAccountId", "recipientAccountId"),
        ("ServiceEventDetails", "serviceEventDetails"),
        ("SharedEventId", "sharedEventID"),
        ("VpcEndpointId", "vpcEndpointId"),
        ("ManagementEvent:bool", "managementEvent"),
        ("TlsVersion", "tlsDetails.tlsVersion"),
        ("CipherSuite", "tlsDetails.cipherSuite"),
        ("ClientProvidedHostHeader", "tlsDetails.clientProvidedHostHeader"),
        ("CidrIp", "requestParameters.ipPermissions.items[0].ipRanges.items[0].cidrIp|requestParameters.cidrIp"),
        ("IpProtocol", "requestParameters.ipPermissions.items[0].ipProtocol|requestParameters.ipProtocol"),
        ("SourcePort", "requestParameters.ipPermissions.items[0].fromPort|requestParameters.fromPort"),
        ("DestinationPort", "requestParameters.ipPermissions.items[0].toPort|requestParameters.toPort"),
        ("OperationName", "eventName"),
        ("Category", "eventCategory"),
    }.Select(c => (c.Column, Path: $"{c.Path}|{c.Path.ToLowerInvariant()}"))]);

    /// <inheritdoc/>
    public override IReadOnlyList<LogTable> Tables { get; } = [Table];

    /// <inheritdoc/>
    public override bool Recognises(SourceRecord record)
    {
        if (record.Has("eventSource", "eventName"))
        {
            // Lambda's own envelopes have an eventSource, too: "aws:s3", "aws:kinesis".
            return record.Json.Text("eventSource") is { } service && !service.StartsWith("aws:", StringComparison.Ordinal)
                && (record.Has("awsRegion") || service.EndsWith(".amazonaws.com", StringComparison.Ordinal)
                    && (record.Has("eventVersion") || record.Has("eventType") || record.Has("userIdentity")));
        }

        return record.Has("eventName", "eventType", "awsRegion") || record.Has("insightDetails", "eventType", "recipientAccountId")
            || record.Has("eventsource", "eventname", "awsregion") || record.Json.Text("p_log_type") == "AWS.CloudTrail";
    }

    /// <inheritdoc/>
    public override RecordSubject Subject(SourceRecord record) => CloudTrailSubject.Of(record);

    /// <inheritdoc/>
    public override Problem? Map(SourceRecord record, MapOutput output)
    {
        var json = record.Json;
        if (output.Time(record, out var time, "eventTime", "eventtime") is { } problem)
        {
            return problem;
        }

        // One event is delivered to several places with the same id; two records that share only an id are two events.
        output.Row(Table, time, record,
            record.OwnId(json.Text("eventID"), json.Text("eventTime"), json.Text("eventName"), json.Text("recipientAccountId")));
        return null;
    }
}
