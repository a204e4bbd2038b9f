using System.Text.Json;
using System.Text.RegularExpressions;
using Matoi.Model.Alerts;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Aws;

/// <summary>ATT&amp;CK tactics and techniques behind finding types (<c>ThreatPurpose:Resource/Family.Detection!Artifact</c>) and attack sequences.</summary>
internal static partial class GuardDutyTypes
{
    // Purposes that ATT&CK names differently; the rest are tactic names, and Behavior, PenTest and Policy are none.
    private static readonly Dictionary<string, string> Purposes = new(StringComparer.Ordinal)
    {
        ["Backdoor"] = "CommandAndControl",
        ["CryptoCurrency"] = "Impact",
        ["Trojan"] = "CommandAndControl",
        ["UnauthorizedAccess"] = "InitialAccess",
    };

    private static readonly (string Family, string Technique, string? Tactic)[] Families =
    [
        ("BitcoinTool", "T1496", null),
        ("C&CActivity", "T1071", null),
        ("BruteForce", "T1110", "CredentialAccess"),
        ("InstanceCredentialExfiltration", "T1552.005", "CredentialAccess"),
        ("MetadataDNSRebind", "T1552.005", "CredentialAccess"),
        ("DNSDataExfiltration", "T1048", "Exfiltration"),
        ("CloudTrailLoggingDisabled", "T1562.008", null),
        ("ServerAccessLoggingDisabled", "T1562.008", null),
        ("ConsoleLogin", "T1078.004", null),
        ("MaliciousIPCaller", "T1078.004", null),
        ("TorIPCaller", "T1090.003", null),
        ("TorClient", "T1090.003", "CommandAndControl"),
        ("TorRelay", "T1090.003", "CommandAndControl"),
        ("Portscan", "T1046", "Discovery"),
        ("PortProbe", "T1595", null),
        ("DenialOfService", "T1498", "Impact"),
        ("ReverseShell", "T1059", null),
        ("PrivilegedContainer", "T1610", null),
    ];

    /// <summary>Tactic ids in kill-chain order and technique ids of a finding.</summary>
    public static (IReadOnlyList<string> Tactics, IReadOnlyList<string> Techniques) Attack(JsonElement finding, string type)
    {
        var (purpose, rest) = type.Split(':', 2) is [var before, var after] ? (before, after) : (type, "");
        var family = rest[(rest.IndexOf('/') + 1)..];
        var known = Families.Where(f => family.Contains(f.Family, StringComparison.Ordinal)).ToList();
        var indicators = finding.Items("service.detection.sequence.sequenceIndicators").ToList();
        var tactics = Tactics.Ids([Purposes.GetValueOrDefault(purpose, purpose), .. known.Select(k => k.Tactic), .. Values(indicators, "ATTACK_TACTIC")]);
        var techniques = known.Select(k => k.Technique)
            .Concat(Values(indicators, "ATTACK_TECHNIQUE").Select(v => TechniqueId().Match(v).Value).Where(v => v.Length > 0));
        return (tactics, [.. techniques.Distinct()]);
    }

    private static IEnumerable<string> Values(List<JsonElement> indicators, string key) => indicators.Where(i => i.Text("key") == key).SelectMany(i => i.Texts("values"));

    [GeneratedRegex(@"T\d{4}(\.\d{3})?")]
    private static partial Regex TechniqueId();
}
