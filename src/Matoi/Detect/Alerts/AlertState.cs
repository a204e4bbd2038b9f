using Matoi.Model;
using Matoi.Model.Alerts;
using Matoi.Model.Entities;

namespace Matoi.Detect.Alerts;

/// <summary>An alert as it stands: the latest claim, how often it came, and the incident it belongs to.</summary>
public sealed class AlertState
{
    /// <summary>Row id.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Source id; with <see cref="SourceRef"/> the alert's key.</summary>
    public required string Source { get; init; }

    /// <summary>The provider's id.</summary>
    public required string SourceRef { get; init; }

    /// <summary>What happened.</summary>
    public required string Title { get; set; }

    /// <summary>The provider's longer text.</summary>
    public string Description { get; set; } = "";

    /// <summary>The provider's type or rule name.</summary>
    public string AlertType { get; set; } = "";

    /// <summary>Product that raised it.</summary>
    public string Product { get; set; } = "";

    /// <summary>Latest severity.</summary>
    public Severity Severity { get; set; }

    /// <summary>0–100, or null.</summary>
    public int? Confidence { get; set; }

    /// <summary>Latest upstream state.</summary>
    public AlertStatus Status { get; set; }

    /// <summary>Cloud of the affected resource.</summary>
    public Cloud Cloud { get; set; }

    /// <summary>AWS account, Azure subscription or Google project.</summary>
    public string CloudAccount { get; set; } = "";

    /// <summary>Region or location.</summary>
    public string Region { get; set; } = "";

    /// <summary>ATT&amp;CK tactic ids.</summary>
    public List<string> Tactics { get; set; } = [];

    /// <summary>ATT&amp;CK technique ids.</summary>
    public List<string> Techniques { get; set; } = [];

    /// <summary>Deep link to the provider.</summary>
    public string? Link { get; set; }

    /// <summary>First event.</summary>
    public DateTimeOffset FirstSeen { get; set; }

    /// <summary>Latest event.</summary>
    public DateTimeOffset LastSeen { get; set; }

    /// <summary>How often it happened: the provider's count, else the distinct records that raised it.</summary>
    public long Count { get; set; }

    /// <summary>When it first came here.</summary>
    public DateTimeOffset CreatedTime { get; set; }

    /// <summary>When it last changed here.</summary>
    public DateTimeOffset ModifiedTime { get; set; }

    /// <summary>Record of the latest claim in the lake.</summary>
    public Guid RecordId { get; set; }

    /// <summary>The incident; null until correlated, and for alerts that are no incident's business (dismissed before they came).</summary>
    public Guid? IncidentId { get; set; }

    /// <summary>Why it is in that incident; null for the alert that opened it.</summary>
    public JoinReason? JoinReason { get; set; }

    /// <summary>How a person put it into that incident: <c>merged from #4 by alice</c>; null when nobody did.</summary>
    public string? Placed { get; set; }

    /// <summary>Why it is in its incident, as a sentence; null when it is in none.</summary>
    public string? WhyGrouped => IncidentId is null ? null
        : Placed is not null ? Placed
        : JoinReason is { } why ? $"shares {string.Join(", ", why.Shared.Select(s => s.Name))}; {why.MinutesApart} min apart; score {why.Score:0.00}"
        : "opened the incident";

    /// <summary>The things it names.</summary>
    public List<AlertEntity> Entities { get; set; } = [];
}

/// <summary>An entity that an alert names, found by key when alerts are correlated.</summary>
public sealed class AlertEntity
{
    /// <summary>The alert.</summary>
    public Guid AlertId { get; init; }

    /// <summary>Canonical key.</summary>
    public required string Key { get; init; }

    /// <summary>Sentinel's entity type.</summary>
    public EntityType Type { get; init; }

    /// <summary>What a person calls it.</summary>
    public required string Name { get; init; }

    /// <summary>The cloud it lives in.</summary>
    public Cloud Cloud { get; init; }

    /// <summary>Further identifiers.</summary>
    public Dictionary<string, string> Identifiers { get; init; } = [];
}

/// <summary>One record that raised an alert; the same record again counts nothing.</summary>
public sealed class AlertRecord
{
    /// <summary>The alert.</summary>
    public Guid AlertId { get; init; }

    /// <summary>The record's id in the lake.</summary>
    public Guid RecordId { get; init; }
}

/// <summary>Why an alert joined an incident.</summary>
/// <param name="Score">0–1.</param>
/// <param name="Shared">The entities both name, strongest first.</param>
/// <param name="MinutesApart">Between the alert and the nearest alert of the incident.</param>
public sealed record JoinReason(double Score, IReadOnlyList<SharedEntity> Shared, int MinutesApart)
{
    /// <summary>The step in the kill chain from the incident to the alert; null when the alert stays where the incident is, or one of them has no tactics.</summary>
    public TacticStep? Step { get; init; }
}

/// <summary>A step in the kill chain.</summary>
/// <param name="From">ATT&amp;CK tactic id that the incident had come to.</param>
/// <param name="To">ATT&amp;CK tactic id that the alert adds.</param>
public sealed record TacticStep(string From, string To);

/// <summary>An entity that an alert and an incident share.</summary>
/// <param name="Key">Canonical key.</param>
/// <param name="Name">What a person calls it.</param>
/// <param name="Type">Sentinel's entity type.</param>
/// <param name="Weight">0–1: how specific it is, here and now.</param>
/// <param name="Known">Why the alert's entity is known to be this one (<c>AWS session alice</c>); null when the alert names it so.</param>
public sealed record SharedEntity(string Key, string Name, EntityType Type, double Weight, string? Known = null);
