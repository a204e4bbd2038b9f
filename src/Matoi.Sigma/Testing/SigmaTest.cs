namespace Matoi.Sigma.Testing;

/// <summary>A test that stands in a rule: events, and whether the rule finds something in them.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Line">Its line in the file, from 1.</param>
/// <param name="Matches">Whether the rule shall match, at least once.</param>
/// <param name="Events">The events in order, each a JSON object in UTF-8.</param>
public sealed record SigmaTest(string Name, int Line, bool Matches, IReadOnlyList<byte[]> Events);
