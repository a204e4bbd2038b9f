namespace Matoi.Sigma.Correlating;

/// <summary>A correlation has found what it looks for.</summary>
/// <param name="Correlation">Id of the correlation.</param>
/// <param name="Id">The same whenever the same events lead to it again in order of time; <see cref="CorrelationEngine"/> says what holds in another order.</param>
/// <param name="Group">Names (fields or aliases of <c>group-by</c>) and values that the hits share, in the order of the rule.</param>
/// <param name="First">Time of the first event.</param>
/// <param name="Last">Time of the last event.</param>
/// <param name="Number">The number that met the condition: of events, values, rules, or the sum, average or percentile.</param>
/// <param name="Events">Ids of the events, in order of time; at most a bounded number.</param>
public sealed record CorrelationHit(string Correlation, string Id, IReadOnlyList<(string Name, string? Value)> Group, DateTimeOffset First, DateTimeOffset Last, double Number, IReadOnlyList<string> Events);
