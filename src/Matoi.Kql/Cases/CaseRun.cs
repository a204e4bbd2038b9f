namespace Matoi.Kql.Cases;

/// <summary>How a case ended.</summary>
public enum CaseOutcome
{
    /// <summary>The recorded answer.</summary>
    Right,

    /// <summary>Another answer.</summary>
    Wrong,

    /// <summary>The query was refused as not supported, or could not be read or bound.</summary>
    Refused,

    /// <summary>It failed while running.</summary>
    Error,
}

/// <summary>One case's end.</summary>
/// <param name="Id">The case.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Message">What differs or failed; empty when right.</param>
public sealed record CaseResult(string Id, CaseOutcome Outcome, string Message);

/// <summary>Runs recorded cases.</summary>
public static class CaseRun
{
    /// <summary>Runs one case; what goes wrong is part of the result.</summary>
    public static CaseResult Run(RecordedCase expected, Func<string, KqlResult> run)
    {
        try
        {
            var difference = AnswerComparison.Difference(expected, run(expected.Query));
            return new(expected.Id, difference is null ? CaseOutcome.Right : CaseOutcome.Wrong, difference ?? "");
        }
        catch (KqlException e)
        {
            return new(expected.Id, e.Errors[0].Code.StartsWith("KQL5", StringComparison.Ordinal) ? CaseOutcome.Error : CaseOutcome.Refused, e.Errors[0].Describe(e.Text.Length == 0 ? expected.Query : e.Text).Split('\n')[0]);
        }
    }
}
