namespace Matoi.Sigma.Correlating;

/// <summary>Hits within a timespan that meet a condition.</summary>
internal readonly record struct Window(long First, long Last, double Number, IReadOnlyList<string> Events);
