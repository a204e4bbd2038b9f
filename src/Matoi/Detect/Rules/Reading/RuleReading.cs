using Matoi.Model;

namespace Matoi.Detect.Rules.Reading;

/// <summary>What one document of a rule file holds.</summary>
/// <param name="File">The file as it was named.</param>
/// <param name="Content">What it is.</param>
/// <param name="Name">Its name, or the file's.</param>
/// <param name="Rule">The rule; null when it is none or has errors.</param>
/// <param name="Errors">What keeps it from being a rule, each with file, line and column.</param>
/// <param name="Warnings">What was tolerated, likewise.</param>
/// <param name="Query">Where its query stands; null when it has none.</param>
/// <param name="Text">The document as written.</param>
public sealed record RuleReading(
    string File, RuleContent Content, string Name, AnalyticsRule? Rule, IReadOnlyList<Problem> Errors, IReadOnlyList<Problem> Warnings, QueryPlace? Query, string Text);

/// <summary>What a document is.</summary>
public enum RuleContent
{
    /// <summary>An analytics rule.</summary>
    Rule,

    /// <summary>A hunting query: a query without a schedule.</summary>
    Hunt,

    /// <summary>Something else, such as a Sigma rule or a workbook.</summary>
    Foreign,
}
