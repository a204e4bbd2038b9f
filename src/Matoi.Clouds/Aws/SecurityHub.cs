using System.Text.Json;
using Matoi.Model;
using Matoi.Model.Alerts;
using Matoi.Model.Lake;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Aws;

/// <summary>
/// Security Hub findings in the AWS Security Finding Format (SchemaVersion 2018-10-08) of every product, into Sentinel's <c>AWSSecurityHubFindings</c> and
/// alerts. Passed controls and archived findings are alerts that upstream closed. Format: Security Hub user guide, ASFF.
/// </summary>
[Source("aws.securityhub", "AWS Security Hub", Cloud = Cloud.Aws,
    Summary = "ASFF findings from EventBridge (imported and custom action), get-findings or files.")]
internal sealed class SecurityHub : Source
{
    private static readonly JsonTable Table = new("AWSSecurityHubFindings",
        ("TimeGenerated:datetime", ""),
        ("AwsAccountId", "AwsAccountId"),
        ("AwsRegion", "Region"),
        ("AwsSecurityFindingCreatedAt:datetime", "CreatedAt"),
        ("AwsSecurityFindingDescription", "Description"),
        ("AwsSecurityFindingFirstObservedAt:datetime", "FirstObservedAt"),
        ("AwsSecurityFindingGeneratorId", "GeneratorId"),
        ("AwsSecurityFindingId", "Id"),
        ("AwsSecurityFindingLastObservedAt:datetime", "LastObservedAt"),
        ("AwsSecurityFindingProcessedAt:datetime", "ProcessedAt"),
        ("AwsSecurityFindingProductArn", "ProductArn"),
        ("AwsSecurityFindingProductFields:dynamic", "ProductFields"),
        ("AwsSecurityFindingProductName", "ProductName"),
        ("AwsSecurityFindingSeverity:dynamic", "Severity"),
        ("AwsSecurityFindingTitle", "Title"),
        ("AwsSecurityFindingTypes:dynamic", "Types"),
        ("AwsSecurityFindingUpdatedAt:datetime", "UpdatedAt"),
        ("ComplianceAssociatedStandards:dynamic", "Compliance.AssociatedStandards"),
        ("ComplianceRelatedRequirements:dynamic", "Compliance.RelatedRequirements"),
        ("ComplianceSecurityControlId", "Compliance.SecurityControlId"),
        ("ComplianceSecurityControlParameters:dynamic", "Compliance.SecurityControlParameters"),
        ("ComplianceStatus", "Compliance.Status"),
        ("ComplianceStatusReasons:dynamic", "Compliance.StatusReasons"),
        ("RawData:dynamic", ""),
        ("RecordState", "RecordState"),
        ("Remediation:dynamic", "Remediation"),
        ("Resources:dynamic", "Resources"),
        ("SchemaVersion", "SchemaVersion"),
        ("WorkflowState", "WorkflowState"));

    /// <inheritdoc/>
    public override IReadOnlyList<LogTable> Tables { get; } = [Table];

    /// <inheritdoc/>
    public override bool Recognises(SourceRecord record) => record.Has("SchemaVersion", "ProductArn", "AwsAccountId", "GeneratorId");

    /// <inheritdoc/>
    public override Problem? Map(SourceRecord record, MapOutput output)
    {
        var json = record.Json;
        if (output.Time(record, out var time, "UpdatedAt", "LastObservedAt", "CreatedAt") is { } problem)
        {
            return problem;
        }

        var product = json.Text("ProductArn");
        output.Row(Table, time, record, record.OwnId(product, json.Text("Id"), json.Text("UpdatedAt"), json.Text("ProcessedAt"))).Set("RawData", json);
        output.Alert(new()
        {
            Source = Id,
            SourceRef = $"{product}/{json.Text("Id")}",
            Title = json.Text("Title") ?? json.Text("GeneratorId") ?? "",
            Description = json.Text("Description") ?? "",
            AlertType = json.Text("Compliance.SecurityControlId") ?? Types(json).FirstOrDefault() ?? json.Text("GeneratorId") ?? "",
            Product = json.Text("ProductName") is not { } name ? About.Product
                : json.Text("CompanyName") is { } company && !name.StartsWith(company, StringComparison.OrdinalIgnoreCase) ? $"{company} {name}" : name,
            Severity = Level(json),
            Confidence = int.TryParse(json.Text("Confidence") ?? json.Text("FindingProviderFields.Confidence"), out var confidence) ? Math.Clamp(confidence, 0, 100) : null,
            Status = State(json),
            Cloud = Cloud.Aws,
            CloudAccount = json.Text("AwsAccountId") ?? "",
            Region = json.Items("Resources").FirstOrDefault().Text("Region") ?? json.Text("Region") ?? Arn.Parse(product).Region,
            Tactics = Tactics.Ids(Types(json).Select(TacticName)),
            Entities = [.. SecurityHubEntities.Of(json)],
            FirstSeen = EventTimes.Read(json.At("FirstObservedAt")) ?? EventTimes.Read(json.At("CreatedAt")) ?? time,
            LastSeen = EventTimes.Read(json.At("LastObservedAt")) ?? time,
            Count = long.TryParse(json.At("ProductFields").Text("aws/guardduty/service/count"), out var count) ? count : null,
            Link = json.Text("SourceUrl"),
        });
        return null;
    }

    private static IEnumerable<string> Types(JsonElement json) => json.Texts("Types").Concat(json.Texts("FindingProviderFields.Types")).Distinct();

    // "TTPs/Defense Evasion/…" names a tactic; of "Effects/…" only some are one.
    private static string? TacticName(string type) => type.Split('/') switch
    {
        ["TTPs", var tactic, ..] => tactic,
        ["Effects", "Data Exfiltration" or "Data Exposure", ..] => "Exfiltration",
        ["Effects", "Data Destruction" or "Denial of Service" or "Resource Consumption", ..] => "Impact",
        _ => null,
    };

    private static Severity Level(JsonElement json)
        => (json.Text("Severity.Label") ?? json.Text("FindingProviderFields.Severity.Label")) switch
        {
            "INFORMATIONAL" => Severity.Informational,
            "LOW" => Severity.Low,
            "MEDIUM" => Severity.Medium,
            "HIGH" => Severity.High,
            "CRITICAL" => Severity.Critical,
            _ => int.TryParse(json.Text("Severity.Normalized"), out var normalized) ? normalized switch
            {
                >= 90 => Severity.Critical,
                >= 70 => Severity.High,
                >= 40 => Severity.Medium,
                >= 1 => Severity.Low,
                _ => Severity.Informational,
            } : Severity.Unknown,
        };

    private static AlertStatus State(JsonElement json) => (json.Text("Workflow.Status") ?? json.Text("WorkflowState")) switch
    {
        "RESOLVED" => AlertStatus.Resolved,
        "SUPPRESSED" => AlertStatus.Dismissed,
        _ when json.Text("RecordState") == "ARCHIVED" || json.Text("Compliance.Status") == "PASSED" => AlertStatus.Dismissed,
        "NOTIFIED" or "IN_PROGRESS" => AlertStatus.InProgress,
        _ => AlertStatus.New,
    };
}
