namespace Matoi.Model.Sources;

/// <summary>What the envelopes around a record said: how it came, not what it is.</summary>
/// <param name="Kind">Innermost envelope: <c>aws.eventbridge</c>, <c>aws.sns</c>, <c>google.pubsub</c>, <c>aws.cloudwatch-logs</c>, …</param>
/// <param name="Name">The envelope's own word for the content: EventBridge detail-type, log group, Pub/Sub subscription, labelled log type.</param>
/// <param name="Time">Time on the envelope.</param>
/// <param name="Account">Cloud account on the envelope.</param>
/// <param name="Region">Region on the envelope.</param>
public sealed record Delivery(string Kind, string? Name = null, DateTimeOffset? Time = null, string? Account = null, string? Region = null)
{
    /// <summary>Kind of the events that a rule's own tests carry.</summary>
    public const string Labelled = "labelled";
}
