namespace Matoi.Sigma.Matching;

/// <summary>A field because of which a rule matched.</summary>
/// <param name="Name">As the rule names it; empty for a keyword.</param>
/// <param name="Value">Its value in the event, cut after 300 characters; empty when it is missing or null, as the rule asks.</param>
public readonly record struct MatchedField(string Name, string Value);
