using Matoi.Model;
using Matoi.Model.Incidents;
using Matoi.Prioritise.Clocks;

namespace Matoi.Investigate.Incidents;

/// <summary>An incident as the API and the CLI give it.</summary>
public sealed record IncidentView(
    Guid Id, int Number, string Title, Severity Severity, int Priority, PriorityLevel Level, IReadOnlyList<string> PriorityReasons, IncidentStatus Status, IncidentPhase Phase, string? Owner,
    int Alerts, IReadOnlyList<EntityBadge> Entities, IReadOnlyList<string> Tactics, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, IReadOnlyList<Cloud> Clouds,
    IReadOnlyList<string> Products, Classification? Classification, ClassificationReason? ClassificationReason, string? ClosingComment,
    DateTimeOffset CreatedTime, DateTimeOffset ModifiedTime, DateTimeOffset? AckTime, DateTimeOffset? ContainTime, DateTimeOffset? ResolveTime, DateTimeOffset? ClosedTime,
    IReadOnlyList<ServiceClock> Clocks, bool Breaching)
{
    /// <summary>Rises with every change; the ETag.</summary>
    public int Version { get; init; }

    /// <summary>What happened, in Markdown.</summary>
    public string? Summary { get; init; }

    /// <summary>Who wrote the summary.</summary>
    public string? SummaryAuthor { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset? SummaryTime { get; init; }

    /// <summary>Who does what, by user name.</summary>
    public IReadOnlyDictionary<IncidentRole, string> Roles { get; init; } = new Dictionary<IncidentRole, string>();

    /// <summary>When it entered each phase after the first.</summary>
    public IReadOnlyList<PhaseStamp> Phases { get; init; } = [];

    /// <summary>Labels.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Traffic Light Protocol.</summary>
    public Tlp? Tlp { get; init; }

    /// <summary>Permissible Actions Protocol.</summary>
    public Pap? Pap { get; init; }

    /// <summary>Links to tickets.</summary>
    public IReadOnlyList<Ticket> Tickets { get; init; } = [];

    /// <summary>Custom fields by name.</summary>
    public IReadOnlyDictionary<string, string> CustomFields { get; init; } = new Dictionary<string, string>();

    /// <summary>The only users who may see it; null when everybody may.</summary>
    public IReadOnlyList<string>? RestrictedTo { get; init; }

    /// <summary>Number of the incident that it was merged into.</summary>
    public int? MergedInto { get; init; }

    /// <summary>The view of an incident with its clocks as they stand.</summary>
    public static IncidentView Of(Incident i, DateTimeOffset now) => new(
        i.Id, i.Number, i.Title, i.Severity, i.Priority, i.Level, [.. i.PriorityReasons.Select(r => r.ToString())], i.Status, i.Phase, i.Owner,
        i.AlertCount, i.TopEntities, i.Tactics, i.FirstSeen, i.LastSeen, i.Clouds, i.Products, i.Classification, i.ClassificationReason, i.ClosingComment,
        i.CreatedTime, i.ModifiedTime, i.AckTime, i.ContainTime, i.ResolveTime, i.ClosedTime,
        ServiceClocks.Of(i, now), ServiceClocks.Of(i, now).Any(c => c.State == ClockState.Breached))
    {
        Version = i.TimelineLength, Summary = i.Summary, SummaryAuthor = i.SummaryAuthor, SummaryTime = i.SummaryTime, Roles = i.Roles, Phases = i.Phases, Labels = i.Labels,
        Tlp = i.Tlp, Pap = i.Pap, Tickets = i.Tickets, CustomFields = i.CustomFields, RestrictedTo = i.RestrictedTo, MergedInto = i.MergedInto,
    };
}
