using Matoi.Sigma;
using Matoi.Sigma.Matching;

namespace Matoi.Detect.Streaming;

/// <summary>A rule has matched a record.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Matched">Because of which fields; empty for a rule that alerts only by correlations.</param>
/// <param name="Correlated">Values that correlations want of it; null when none takes the rule, or the record lacks what they count.</param>
public sealed record RecordHit(SigmaRule Rule, IReadOnlyList<MatchedField> Matched, IReadOnlyDictionary<string, string?>? Correlated);
