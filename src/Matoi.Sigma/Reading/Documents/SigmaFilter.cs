using Matoi.Sigma.Expressions;
using Matoi.Sigma.Reading.Yaml;

namespace Matoi.Sigma.Reading.Documents;

/// <summary>A filter: what rules about its logs shall ask for beside.</summary>
/// <param name="LogSource">The logs; rules about others stay as they are.</param>
/// <param name="Rules">Ids or names of the rules; null for any.</param>
/// <param name="Condition">What is added to them with <c>and</c>.</param>
/// <param name="Complaints">Of its file.</param>
internal sealed record SigmaFilter(LogSource LogSource, IReadOnlyList<YamlScalar>? Rules, Expression Condition, Complaints Complaints);
