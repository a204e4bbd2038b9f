namespace Matoi.Detect.Rules;

/// <summary>Rows of log tables with what a rule should make of them: one item of the file's <c>tests:</c>.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Now">The moment of the run; null takes one that fits rows without time.</param>
/// <param name="Rows">Rows by table: values as text, lists and mappings as JSON.</param>
/// <param name="Alerts">How many alerts come of it.</param>
/// <param name="Entities">Keys of entities that the alerts must name, such as <c>ip:203.0.113.9</c>.</param>
/// <param name="Title">Title of the first alert; null when any.</param>
/// <param name="Severity">Severity of the first alert; null when any.</param>
public sealed record RuleTest(string Name, DateTimeOffset? Now, IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>> Rows, int Alerts,
    IReadOnlyList<string> Entities, string? Title, string? Severity);
