namespace Matoi.Kql.Functions;

/// <summary>Equality of texts.</summary>
internal static class Comparison
{
    /// <summary>Same text.</summary>
    [KqlFunction("_equal", DuckDb = "({0} = {1})")]
    public static bool Equal(string a, string b) => string.Equals(a, b, StringComparison.Ordinal);
}
