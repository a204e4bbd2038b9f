using Matoi.Sigma.Correlating;

namespace Matoi.Detect.Streaming;

/// <summary>What the hits of a batch lead to, beside the alerts of single events.</summary>
/// <param name="Hits">All hits, to be counted.</param>
/// <param name="Correlated">Those that correlations take, to be kept.</param>
/// <param name="Found">What correlations have found.</param>
internal sealed record StreamOutcome(IReadOnlyList<StreamHit> Hits, IReadOnlyList<StreamHit> Correlated, IReadOnlyList<CorrelationHit> Found)
{
    /// <summary>Whether there is nothing to commit.</summary>
    public bool IsEmpty => Hits.Count == 0 && Found.Count == 0;
}
