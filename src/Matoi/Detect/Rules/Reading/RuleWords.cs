using Matoi.Model;
using Matoi.Model.Entities;

namespace Matoi.Detect.Rules.Reading;

/// <summary>Reads the words of rules however they are spelled.</summary>
public static class RuleWords
{
    private static readonly Dictionary<string, EntityType> Types = new(Enum.GetValues<EntityType>().Select(t => KeyValuePair.Create(Plain(t.ToString()), t)))
    {
        ["azureresource"] = EntityType.CloudResource,
        ["amazonresource"] = EntityType.CloudResource,
        ["awsresource"] = EntityType.CloudResource,
        ["gcpresource"] = EntityType.CloudResource,
        ["googlecloudresource"] = EntityType.CloudResource,
        ["ipaddress"] = EntityType.IP,
        ["networkconnection"] = EntityType.IP,
        ["user"] = EntityType.Account,
        ["device"] = EntityType.Host,
        ["iotdevice"] = EntityType.Host,
        ["domain"] = EntityType.DNS,
        ["dnsresolution"] = EntityType.DNS,
        ["hash"] = EntityType.FileHash,
        ["registry"] = EntityType.RegistryKey,
        ["submissionmail"] = EntityType.MailMessage,
        ["mailcluster"] = EntityType.MailMessage,
    };

    /// <summary>Letters and digits only, lower case.</summary>
    public static string Plain(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    /// <summary>The entity type; null when there is none of that name.</summary>
    public static EntityType? EntityTypeOf(string text) => Types.TryGetValue(Plain(text), out var type) ? type : null;

    /// <summary>The severity; null when there is none of that name.</summary>
    public static Severity? SeverityOf(string? text) => Plain(text ?? "") switch
    {
        "informational" or "information" or "info" => Severity.Informational,
        "low" => Severity.Low,
        "medium" or "moderate" => Severity.Medium,
        "high" => Severity.High,
        "critical" => Severity.Critical,
        _ => null,
    };

    /// <summary>The operator, by its short, long or written form; null when there is none.</summary>
    public static TriggerOperator? OperatorOf(string? text) => Plain(text ?? "") switch
    {
        "gt" or "greaterthan" => TriggerOperator.GreaterThan,
        "lt" or "lessthan" => TriggerOperator.LessThan,
        "eq" or "equal" or "equals" => TriggerOperator.Equal,
        "ne" or "notequal" or "notequals" => TriggerOperator.NotEqual,
        _ => text?.Trim() switch { ">" => TriggerOperator.GreaterThan, "<" => TriggerOperator.LessThan, "=" or "==" => TriggerOperator.Equal, "!=" or "<>" => TriggerOperator.NotEqual, _ => null },
    };
}
