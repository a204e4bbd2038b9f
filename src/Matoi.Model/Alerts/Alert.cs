using Matoi.Model.Entities;

namespace Matoi.Model.Alerts;

/// <summary>
/// What a provider, or one of our rules, claims happened. The same <c>(Source, SourceRef)</c> seen again is the same alert: counts, last-seen, severity
/// and upstream status are brought up to date, nothing is added twice.
/// </summary>
public sealed record Alert
{
    /// <summary>Id of the source that mapped it, such as <c>aws.guardduty</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The provider's own id of the finding (GuardDuty id, ProductArn + Id, SystemAlertId, SCC canonical name).</summary>
    public required string SourceRef { get; init; }

    /// <summary>One sentence: what happened.</summary>
    public required string Title { get; init; }

    /// <summary>The provider's longer text.</summary>
    public string Description { get; init; } = "";

    /// <summary>The provider's type or rule name (<c>UnauthorizedAccess:IAMUser/MaliciousIPCaller</c>).</summary>
    public string AlertType { get; init; } = "";

    /// <summary>Product that raised it, as people call it.</summary>
    public required string Product { get; init; }

    /// <summary>Severity on the OCSF scale.</summary>
    public Severity Severity { get; init; }

    /// <summary>0–100: how sure the provider is; null when it does not say.</summary>
    public int? Confidence { get; init; }

    /// <summary>Upstream state.</summary>
    public AlertStatus Status { get; init; }

    /// <summary>The cloud of the affected resource, which may be another than the product's.</summary>
    public Cloud Cloud { get; init; }

    /// <summary>AWS account, Azure subscription or Google project of the affected resource.</summary>
    public string CloudAccount { get; init; } = "";

    /// <summary>Region or location of the affected resource.</summary>
    public string Region { get; init; } = "";

    /// <summary>ATT&amp;CK tactic ids (<c>TA0006</c>).</summary>
    public IReadOnlyList<string> Tactics { get; init; } = [];

    /// <summary>ATT&amp;CK technique ids (<c>T1078.004</c>); ids of other ATT&amp;CK versions are kept.</summary>
    public IReadOnlyList<string> Techniques { get; init; } = [];

    /// <summary>The things it names, each once.</summary>
    public IReadOnlyList<Entity> Entities { get; init; } = [];

    /// <summary>Time of the first event behind it.</summary>
    public DateTimeOffset FirstSeen { get; init; }

    /// <summary>Time of the latest event behind it.</summary>
    public DateTimeOffset LastSeen { get; init; }

    /// <summary>How often it happened according to the provider; null when it does not count (then records are counted).</summary>
    public long? Count { get; init; }

    /// <summary>Deep link to the provider's console.</summary>
    public string? Link { get; init; }
}
