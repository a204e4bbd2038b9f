namespace Matoi.Model.Incidents;

/// <summary>One part of a priority score.</summary>
/// <param name="Code">What counted, kebab-case, for translation: <c>severity</c>, <c>confidence</c>, <c>tactics</c>, <c>alerts</c>, <c>clouds</c>, <c>products</c>, <c>criticality</c>, <c>blast-radius</c>.</param>
/// <param name="Points">Points added (or taken away).</param>
/// <param name="Detail">The fact: <c>High</c>, <c>3 tactics up to Exfiltration</c>.</param>
public sealed record PriorityReason(string Code, int Points, string Detail)
{
    /// <summary><c>+40 severity: High</c>.</summary>
    public override string ToString() => $"{Points:+0;-0} {Code}: {Detail}";
}
