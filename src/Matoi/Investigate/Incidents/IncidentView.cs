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
    /// <summary>The view of an incident with its clocks as they stand.</summary>
    public static IncidentView Of(Incident i, DateTimeOffset now) => new(
        i.Id, i.Number, i.Title, i.Severity, i.Priority, i.Level, [.. i.PriorityReasons.Select(r => r.ToString())], i.Status, i.Phase, i.Owner,
        i.AlertCount, i.TopEntities, i.Tactics, i.FirstSeen, i.LastSeen, i.Clouds, i.Products, i.Classification, i.ClassificationReason, i.ClosingComment,
        i.CreatedTime, i.ModifiedTime, i.AckTime, i.ContainTime, i.ResolveTime, i.ClosedTime,
        ServiceClocks.Of(i, now), ServiceClocks.Of(i, now).Any(c => c.State == ClockState.Breached));
}
