using System.Text.Json;

namespace Matoi.Model.Sources;

/// <summary>A format that only carries records (SNS, EventBridge, Pub/Sub, CloudWatch Logs subscription, a page of an API). Pure and thread-safe.</summary>
public abstract class Envelope
{
    /// <summary>True when the JSON is this envelope. Must be cheap and must not throw.</summary>
    public abstract bool Recognises(JsonElement json);

    /// <summary>The contents, which are split and recognised in turn; gzip content is allowed. Null when the envelope itself is broken.</summary>
    public abstract IEnumerable<EnvelopePart>? Open(JsonElement json);
}
