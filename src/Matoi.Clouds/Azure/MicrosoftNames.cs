using Matoi.Model;
using Matoi.Model.Alerts;

namespace Matoi.Clouds.Azure;

/// <summary>Microsoft's words for severities, states and products, as everybody's.</summary>
internal static class MicrosoftNames
{
    /// <summary>Severity of Defender and Sentinel.</summary>
    public static Severity Severity(string? name) => name?.ToLowerInvariant() switch
    {
        "informational" => Model.Severity.Informational,
        "low" => Model.Severity.Low,
        "medium" => Model.Severity.Medium,
        "high" => Model.Severity.High,
        "critical" => Model.Severity.Critical,
        _ => Model.Severity.Unknown,
    };

    /// <summary>State of an alert or incident.</summary>
    public static AlertStatus Status(string? name) => name?.ToLowerInvariant() switch
    {
        "inprogress" => AlertStatus.InProgress,
        "resolved" or "closed" => AlertStatus.Resolved,
        "dismissed" => AlertStatus.Dismissed,
        _ => AlertStatus.New,
    };

    /// <summary>The product's name of today; products keep their old names in the data.</summary>
    public static string Product(string? name) => name switch
    {
        null or "" or "Azure Security Center" or "Azure Defender" => "Microsoft Defender for Cloud",
        "Azure Sentinel" or "ASI Scheduled Alerts" or "ASI NRT Alerts" => "Microsoft Sentinel",
        "Azure Active Directory Identity Protection" or "IPC" or "AAD Identity Protection" => "Microsoft Entra ID Protection",
        "Microsoft Defender Advanced Threat Protection" or "MDATP" => "Microsoft Defender for Endpoint",
        "Azure Advanced Threat Protection" => "Microsoft Defender for Identity",
        "Office 365 Advanced Threat Protection" or "OATP" => "Microsoft Defender for Office 365",
        "Microsoft Cloud App Security" or "MCAS" => "Microsoft Defender for Cloud Apps",
        "Microsoft 365 Defender" or "Microsoft XDR" => "Microsoft Defender XDR",
        _ => name,
    };
}
