namespace Matoi.Detect.Rules.Running;

/// <summary>What one run looks at.</summary>
/// <param name="From">Earliest event time that it sees.</param>
/// <param name="Previous">End of the window before. Near-real-time runs see what was stored from then on, whenever it happened.</param>
/// <param name="To">End, not included; <c>now()</c> in the query.</param>
/// <param name="CatchesUp">True when it stands in the place of several missed runs.</param>
public sealed record RuleWindow(DateTimeOffset From, DateTimeOffset Previous, DateTimeOffset To, bool CatchesUp = false);
