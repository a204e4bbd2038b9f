using System.Text.Json;
using Matoi.Clouds.Azure.Envelopes;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Generic;

/// <summary>The test events of a detection rule as Panther keeps them: <c>{ruleId, logTypes, tests: [{name, expected, log}]}</c>; each <c>log</c> is a labelled event.</summary>
[Envelope("panther.rule-tests")]
internal sealed class PantherRuleTests : Envelope
{
    /// <summary>The time of test events that name none.</summary>
    private static readonly DateTimeOffset Untimed = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <inheritdoc/>
    public override bool Recognises(JsonElement json) => json.At("ruleId").ValueKind == JsonValueKind.String && json.At("tests").ValueKind == JsonValueKind.Array;

    /// <inheritdoc/>
    public override IEnumerable<EnvelopePart>? Open(JsonElement json)
    {
        var logType = json.Texts("logTypes").FirstOrDefault();
        return json.Items("tests").Select(test => test.At("log")).Where(log => log.ValueKind == JsonValueKind.Object)
            .Select(log => Part(log, new(Delivery.Labelled, logType, EventTimes.Read(log.At("p_event_time")) ?? Untimed)));
    }

    // Opened here, an event within a record stays a labelled one, which need not name a time.
    private static EnvelopePart Part(JsonElement log, Delivery delivery) => AksAudit.Holds(log) ? new(null, AksAudit.Event(log), delivery) : new(log, default, delivery);
}
