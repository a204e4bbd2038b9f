namespace Matoi.Sigma.Reading;

/// <summary>What was read from files of rules. Immutable.</summary>
public sealed record SigmaRuleSet
{
    /// <summary>The rules that can be used, filters applied, in the order of the files.</summary>
    public required IReadOnlyList<SigmaRule> Rules { get; init; }

    /// <summary>The correlations whose rules are all there.</summary>
    public required IReadOnlyList<SigmaCorrelation> Correlations { get; init; }

    /// <summary>What is wrong, by file and place; documents with an error are in neither list.</summary>
    public required IReadOnlyList<SigmaError> Errors { get; init; }

    /// <summary>What is odd and was tolerated.</summary>
    public required IReadOnlyList<SigmaError> Warnings { get; init; }

    /// <summary>How many filters were applied.</summary>
    public required int Filters { get; init; }

    /// <summary>How many documents were found: rules, correlations, filters and broken ones.</summary>
    public required int Total { get; init; }
}
