using Matoi.Sigma.Reading.Yaml;

namespace Matoi.Sigma.Reading.Documents;

/// <summary>A correlation that names its rules as its file does.</summary>
/// <param name="Correlation">All but its rules and aliases.</param>
/// <param name="Rules">Ids or names of the rules.</param>
/// <param name="Aliases">Alias, id or name of a rule, field.</param>
/// <param name="Complaints">Of its file.</param>
internal sealed record CorrelationDraft(SigmaCorrelation Correlation, IReadOnlyList<YamlScalar> Rules, IReadOnlyList<(string Alias, YamlScalar Rule, string Field)> Aliases, Complaints Complaints);
