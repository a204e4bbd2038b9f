namespace Matoi.Sigma.Matching;

/// <summary>A rule and its condition for one kind of record.</summary>
internal sealed record CompiledRule(SigmaRule Rule, RuleNode Condition, IReadOnlyList<RuleTest> Tests);

/// <summary>A test of a field that a rule makes outside of any <c>not</c>.</summary>
/// <param name="Field">The field as the rule names it; null for a keyword.</param>
/// <param name="Paths">Where its values stand in the record; none for a keyword.</param>
/// <param name="Node">Whether it held.</param>
internal sealed record RuleTest(string? Field, IReadOnlyList<string> Paths, RuleNode Node);
