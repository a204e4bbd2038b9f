namespace Matoi.Sigma.Correlating;

/// <summary>A hit of a rule that correlations take.</summary>
/// <param name="Rule">Id of the rule.</param>
/// <param name="Time">Time of the event.</param>
/// <param name="Event">Id of the event, the same whenever it is delivered again.</param>
/// <param name="Values">Values of the fields that the engine names for the rule; null where the event has none.</param>
public sealed record BaseHit(string Rule, DateTimeOffset Time, string Event, IReadOnlyDictionary<string, string?> Values);
