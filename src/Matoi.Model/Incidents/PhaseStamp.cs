namespace Matoi.Model.Incidents;

/// <summary>When an incident entered a phase.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="Time">When.</param>
public sealed record PhaseStamp(IncidentPhase Phase, DateTimeOffset Time);
