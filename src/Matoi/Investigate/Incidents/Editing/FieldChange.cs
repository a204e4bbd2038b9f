using System.Text.Json;

namespace Matoi.Investigate.Incidents.Editing;

/// <summary>One field of an incident before and after a change, as it stands in a timeline entry's details.</summary>
/// <param name="Field">The field: <c>severity</c>, <c>labels</c>, <c>commander</c>, <c>custom.region</c>.</param>
/// <param name="From">Its value before; null for none.</param>
/// <param name="To">Its value after; null for none.</param>
public sealed record FieldChange(string Field, JsonElement From, JsonElement To)
{
    /// <summary>A value for a person to read.</summary>
    public static string Say(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => "nothing",
        JsonValueKind.String => $"'{value.GetString()}'",
        JsonValueKind.Array when value.GetArrayLength() == 0 => "nothing",
        JsonValueKind.Array when value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.Object && v.TryGetProperty("key", out _)) => $"'{string.Join(", ", value.EnumerateArray().Select(v => v.GetProperty("key").GetString()))}'",
        JsonValueKind.Array when value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String) => $"'{string.Join(", ", value.EnumerateArray().Select(v => v.GetString()))}'",
        _ => value.GetRawText(),
    };
}
