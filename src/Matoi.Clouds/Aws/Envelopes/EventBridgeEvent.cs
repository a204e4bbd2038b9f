using System.Text.Json;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Aws.Envelopes;

/// <summary>
/// EventBridge events whose <c>detail</c> is a record of another source: CloudTrail, GuardDuty, Security Hub, CloudWatch alarms.
/// Events of any other detail-type are records themselves (<see cref="EventBridge"/>).
/// </summary>
[Envelope("aws.eventbridge")]
internal sealed class EventBridgeEvent : Envelope
{
    /// <inheritdoc/>
    public override bool Recognises(JsonElement json) => json.Text("detail-type") is { } type && Opens(type) && json.At("detail").ValueKind == JsonValueKind.Object;

    /// <inheritdoc/>
    public override IEnumerable<EnvelopePart>? Open(JsonElement json)
    {
        var delivery = new Delivery("aws.eventbridge", json.Text("detail-type"), EventTimes.Read(json.At("time")), json.Text("account"), json.Text("region"));
        return json.At("detail.findings").ValueKind == JsonValueKind.Array
            ? json.Items("detail.findings").Select(finding => new EnvelopePart(finding, default, delivery))
            : [new(json.At("detail"), default, delivery)];
    }

    /// <summary>Whether events of this detail-type carry a record in their detail.</summary>
    public static bool Opens(string detailType) => detailType is "GuardDuty Finding" or "Security Hub Findings - Imported"
        or "Security Hub Findings - Custom Action" or "Findings Imported V2" or "CloudWatch Alarm State Change"
        || detailType.EndsWith(" via CloudTrail", StringComparison.Ordinal);
}
