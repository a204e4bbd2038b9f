using Matoi.Detect.Alerts;

namespace Matoi.Bench.Correlating;

/// <summary>An alert and the incident that it truly belongs to.</summary>
internal sealed record Labelled(AlertState Alert, int Truth);
