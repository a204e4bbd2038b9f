namespace Matoi.Kql.Sql;

/// <summary>How the engine is made to stop a statement for values that are refused, so that this is told from its own errors.</summary>
internal static class Refusal
{
    /// <summary>What stands in the error before the reason.</summary>
    public const string Sign = "refused\u0001";

    /// <summary>The reason in an error of the engine; null when nothing was refused.</summary>
    public static string? Reason(string error) => error.IndexOf(Sign, StringComparison.Ordinal) is >= 0 and var at ? error[(at + Sign.Length)..].Split('\n')[0] : null;
}
