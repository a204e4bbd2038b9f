using System.Text.Json;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Generic;

/// <summary>The test events of a detection rule as Panther keeps them: <c>{ruleId, logTypes, tests: [{name, expected, log}]}</c>; each <c>log</c> is a labelled event.</summary>
[Envelope("panther.rule-tests")]
internal sealed class PantherRuleTests : Envelope
{
    /// <inheritdoc/>
    public override bool Recognises(JsonElement json) => json.At("ruleId").ValueKind == JsonValueKind.String && json.At("tests").ValueKind == JsonValueKind.Array;

    /// <inheritdoc/>
    public override IEnumerable<EnvelopePart>? Open(JsonElement json)
    {
        var delivery = new Delivery("labelled", json.Texts("logTypes").FirstOrDefault());
        return json.Items("tests").Select(test => test.At("log")).Where(log => log.ValueKind == JsonValueKind.Object).Select(log => new EnvelopePart(log, default, delivery));
    }
}
