using System.Text.Json;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Aws.Envelopes;

/// <summary>The message that S3 sends once when a bucket's notifications are configured; it carries nothing.</summary>
[Envelope("aws.s3-test")]
internal sealed class S3TestEvent : Envelope
{
    /// <inheritdoc/>
    public override bool Recognises(JsonElement json) => json.Text("Event") == "s3:TestEvent";

    /// <inheritdoc/>
    public override IEnumerable<EnvelopePart>? Open(JsonElement json) => [];
}
