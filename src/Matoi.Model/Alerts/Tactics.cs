namespace Matoi.Model.Alerts;

/// <summary>ATT&amp;CK Enterprise tactics by the many spellings that providers use.</summary>
public static class Tactics
{
    /// <summary>Tactic ids in kill-chain order.</summary>
    public static IReadOnlyList<(string Id, string Name)> All { get; } =
    [
        ("TA0043", "Reconnaissance"), ("TA0042", "ResourceDevelopment"), ("TA0001", "InitialAccess"), ("TA0002", "Execution"),
        ("TA0003", "Persistence"), ("TA0004", "PrivilegeEscalation"), ("TA0005", "DefenseEvasion"), ("TA0006", "CredentialAccess"),
        ("TA0007", "Discovery"), ("TA0008", "LateralMovement"), ("TA0009", "Collection"), ("TA0011", "CommandAndControl"),
        ("TA0010", "Exfiltration"), ("TA0040", "Impact"),
    ];

    private static readonly Dictionary<string, string> ByName = new(All.Select(t => KeyValuePair.Create(t.Name.ToLowerInvariant(), t.Id)))
    {
        // Defender for Cloud's older intents (respond in ATT&CK's words), GuardDuty's and Sigma's newer names.
        ["preattack"] = "TA0043",
        ["probing"] = "TA0043",
        ["exploitation"] = "TA0002",
        ["recon"] = "TA0043",
        ["stealth"] = "TA0005",
        ["defenseimpairment"] = "TA0005",
        ["commandcontrol"] = "TA0011",
        ["privilegeescalationandpersistence"] = "TA0004",
    };

    /// <summary>Ids for a name such as <c>Initial Access</c>, <c>INITIAL_ACCESS</c>, <c>initial-access</c>, <c>TA0001</c>; null for a name that is none.</summary>
    public static string? Id(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return null;
        }

        var plain = string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        return plain.Length == 6 && plain.StartsWith("ta", StringComparison.Ordinal) ? plain.ToUpperInvariant() : ByName.GetValueOrDefault(plain);
    }

    /// <summary>Ids for a comma-separated list or an array of names, each once, in kill-chain order.</summary>
    public static IReadOnlyList<string> Ids(params IEnumerable<string?> names)
    {
        var found = names.SelectMany(n => (n ?? "").Split(',')).Select(Id).ToHashSet();
        return [.. All.Select(t => t.Id).Where(found.Contains)];
    }

    /// <summary>English name with spaces, or the id itself when unknown.</summary>
    public static string Name(string id)
    {
        var name = All.FirstOrDefault(t => t.Id == id).Name;
        return name is null ? id : string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? " " + char.ToLowerInvariant(c) : c.ToString()));
    }

    private static readonly Dictionary<string, int> Orders = All.Select((t, i) => (t.Id, i)).ToDictionary(t => t.Id, t => t.i, StringComparer.Ordinal);

    /// <summary>Position in the kill chain, or -1.</summary>
    public static int Order(string id) => Orders.GetValueOrDefault(id, -1);
}
