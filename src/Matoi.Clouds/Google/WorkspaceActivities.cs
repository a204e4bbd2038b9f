using System.Text.Json;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Google;

/// <summary>A page of the Workspace Reports API: <c>{"kind":"admin#reports#activities","items":[…]}</c>.</summary>
[Envelope("google.workspace-activities")]
internal sealed class WorkspaceActivities : Envelope
{
    /// <inheritdoc/>
    public override bool Recognises(JsonElement json) => json.Text("kind") == "admin#reports#activities";

    /// <inheritdoc/>
    public override IEnumerable<EnvelopePart>? Open(JsonElement json)
        => json.Items("items").Select(item => new EnvelopePart(item, default, new("google.workspace-activities")));
}
