namespace Matoi.Model.Incidents;

/// <summary>Alerts that belong together, worked as one. Changed only together with an entry in its timeline.</summary>
public sealed class Incident
{
    /// <summary>Row id.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The number people say: 1, 2, 3, …</summary>
    public int Number { get; set; }

    /// <summary>One sentence: what happened.</summary>
    public required string Title { get; set; }

    /// <summary>True when a person wrote the title; alerts then leave it alone.</summary>
    public bool IsTitleSet { get; set; }

    /// <summary>Highest severity of its alerts, unless a person set it.</summary>
    public Severity Severity { get; set; }

    /// <summary>True when a person set the severity; alerts then leave it alone.</summary>
    public bool IsSeveritySet { get; set; }

    /// <summary>0–100; the queue's order.</summary>
    public int Priority { get; set; }

    /// <summary>Why the priority is what it is, biggest part first.</summary>
    public List<PriorityReason> PriorityReasons { get; set; } = [];

    /// <summary>What the score means for the clocks. Default P5.</summary>
    public PriorityLevel Level { get; set; } = PriorityLevel.P5;

    /// <summary>OCSF status.</summary>
    public IncidentStatus Status { get; set; } = IncidentStatus.New;

    /// <summary>NIST phase.</summary>
    public IncidentPhase Phase { get; set; } = IncidentPhase.Detect;

    /// <summary>User name of the owner; null while nobody is.</summary>
    public string? Owner { get; set; }

    /// <summary>Who does what besides the owner, by user name.</summary>
    public Dictionary<IncidentRole, string> Roles { get; set; } = [];

    /// <summary>When it entered each phase after the first, in order.</summary>
    public List<PhaseStamp> Phases { get; set; } = [];

    /// <summary>What happened, in a few sentences of Markdown; null until somebody writes it.</summary>
    public string? Summary { get; set; }

    /// <summary>Who wrote the summary.</summary>
    public string? SummaryAuthor { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset? SummaryTime { get; set; }

    /// <summary>Labels, each once.</summary>
    public List<string> Labels { get; set; } = [];

    /// <summary>With whom it may be talked about; null when nobody said.</summary>
    public Tlp? Tlp { get; set; }

    /// <summary>What may be done that an attacker could notice; null when nobody said.</summary>
    public Pap? Pap { get; set; }

    /// <summary>Links to tickets.</summary>
    public List<Ticket> Tickets { get; set; } = [];

    /// <summary>What else an organisation writes down, by name.</summary>
    public Dictionary<string, string> CustomFields { get; set; } = [];

    /// <summary>The only user names that may see it; null when everybody may.</summary>
    public List<string>? RestrictedTo { get; set; }

    /// <summary>Number of the incident that it was merged into; null unless it was.</summary>
    public int? MergedInto { get; set; }

    /// <summary>How it ended; null while open.</summary>
    public Classification? Classification { get; set; }

    /// <summary>Reason behind the classification.</summary>
    public ClassificationReason? ClassificationReason { get; set; }

    /// <summary>What the closer wrote.</summary>
    public string? ClosingComment { get; set; }

    /// <summary>Alerts in it.</summary>
    public int AlertCount { get; set; }

    /// <summary>The entities that most of its alerts name, at most 12, for lists.</summary>
    public List<EntityBadge> TopEntities { get; set; } = [];

    /// <summary>ATT&amp;CK tactic ids in kill-chain order.</summary>
    public List<string> Tactics { get; set; } = [];

    /// <summary>Clouds touched.</summary>
    public List<Cloud> Clouds { get; set; } = [];

    /// <summary>Products that raised its alerts.</summary>
    public List<string> Products { get; set; } = [];

    /// <summary>First event.</summary>
    public DateTimeOffset FirstSeen { get; set; }

    /// <summary>Latest event.</summary>
    public DateTimeOffset LastSeen { get; set; }

    /// <summary>When it was opened here.</summary>
    public DateTimeOffset CreatedTime { get; set; }

    /// <summary>Last change of any kind.</summary>
    public DateTimeOffset ModifiedTime { get; set; }

    /// <summary>When a person first took it; null until then.</summary>
    public DateTimeOffset? AckTime { get; set; }

    /// <summary>When it was closed; null while open.</summary>
    public DateTimeOffset? ClosedTime { get; set; }

    /// <summary>When it was first contained; null until then, and again when it is not.</summary>
    public DateTimeOffset? ContainTime { get; set; }

    /// <summary>When it was resolved or closed; null until then, and again when it is reopened.</summary>
    public DateTimeOffset? ResolveTime { get; set; }

    /// <summary>Until when somebody must take it; null when the plan sets no such time.</summary>
    public DateTimeOffset? AckDue { get; set; }

    /// <summary>Until when it must be contained; null when the plan sets no such time.</summary>
    public DateTimeOffset? ContainDue { get; set; }

    /// <summary>Until when it must be resolved; null when the plan sets no such time.</summary>
    public DateTimeOffset? ResolveDue { get; set; }

    /// <summary>Entries in its timeline.</summary>
    public int TimelineLength { get; set; }

    /// <summary>Hash of the newest timeline entry.</summary>
    public string TimelineHead { get; set; } = TimelineEntry.Genesis;

    /// <summary>True until closed.</summary>
    public bool IsOpen => Status != IncidentStatus.Closed;

    /// <summary>Sequence of the first entry of this incident's timeline that is missing, or does not fit; null when all of it is as it was written.</summary>
    public int? FirstBroken(IReadOnlyCollection<TimelineEntry> chain)
        => TimelineEntry.FirstBroken(chain)?.Sequence
            ?? (chain.Count != TimelineLength || (chain.MaxBy(e => e.Sequence)?.Hash ?? TimelineEntry.Genesis) != TimelineHead ? Math.Min(chain.Count + 1, TimelineLength) : null);

    /// <summary>Chains an entry to this incident's timeline and notes the change.</summary>
    public TimelineEntry Append(TimelineKind kind, string actor, string text, DateTimeOffset now, string details = "{}", DateTimeOffset? eventTime = null, Guid? alertId = null)
    {
        var entry = new TimelineEntry
        {
            IncidentId = Id, Sequence = ++TimelineLength, EventTime = eventTime ?? now, RecordTime = now, Actor = actor, Kind = kind, Text = text,
            Details = details, AlertId = alertId, PreviousHash = TimelineHead,
        };
        entry = entry with { Hash = entry.ComputeHash() };
        TimelineHead = entry.Hash;
        ModifiedTime = now;
        return entry;
    }
}
