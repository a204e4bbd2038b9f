using Matoi.Sigma.Expressions;

namespace Matoi.Sigma;

/// <summary>What the number of a correlation must be.</summary>
public readonly record struct CorrelationCondition(Comparison Comparison, double Number);
