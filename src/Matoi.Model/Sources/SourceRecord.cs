using System.Text.Json;

namespace Matoi.Model.Sources;

/// <summary>One record as it was found inside files, envelopes and containers.</summary>
/// <param name="Json">The record when it is JSON, else <c>ValueKind == Undefined</c>.</param>
/// <param name="Bytes">The record's own bytes, kept as <c>_Raw</c>.</param>
/// <param name="Text">The record when it is a line of text, else null.</param>
/// <param name="Header">The header line above a line of text, split into field names; null without one.</param>
/// <param name="Delivery">What was learnt from the envelopes around it.</param>
public readonly record struct SourceRecord(
    JsonElement Json, ReadOnlyMemory<byte> Bytes, string? Text = null, IReadOnlyList<string>? Header = null, Delivery? Delivery = null)
{
    /// <summary>True for an event out of a rule's own tests.</summary>
    public bool IsLabelled => Delivery?.Kind == Sources.Delivery.Labelled;

    /// <summary>True when the record is a JSON object that has all the properties.</summary>
    public bool Has(params ReadOnlySpan<string> properties)
    {
        if (Json.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        foreach (var property in properties)
        {
            if (!Json.TryGetProperty(property, out _))
            {
                return false;
            }
        }

        return true;
    }
}
