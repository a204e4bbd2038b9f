namespace Matoi.Investigate.Incidents.Moving;

/// <summary>One alert of a merge, split or move; kept so that the step can be undone to the letter.</summary>
public sealed class AlertMove
{
    /// <summary>The step; the timeline entries on both sides name it.</summary>
    public Guid Operation { get; init; }

    /// <summary>The alert.</summary>
    public Guid AlertId { get; init; }

    /// <summary>What stood in <see cref="Detect.Alerts.AlertState.Placed"/> before.</summary>
    public string? PlacedBefore { get; init; }
}
