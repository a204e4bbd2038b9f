namespace Matoi.Kql.Sql;

/// <summary>
/// How DuckDB keeps values of KQL inside expressions. Times and lengths of time are 64-bit ticks of 100 ns, as in Kusto, so that nothing is rounded; dynamic is
/// compact JSON text, and its null is NULL (never the text <c>null</c>); a guid is its lower-case text; a decimal its invariant text.
/// </summary>
public static class DuckDbTypes
{
    /// <summary>Ticks from 0001-01-01 to 1970-01-01.</summary>
    public const long EpochTicks = 621_355_968_000_000_000;

    /// <summary>The engine's type.</summary>
    public static string Sql(KqlType type) => type switch
    {
        KqlType.Bool => "BOOLEAN",
        KqlType.Int => "INTEGER",
        KqlType.Long or KqlType.DateTime or KqlType.TimeSpan => "BIGINT",
        KqlType.Real => "DOUBLE",
        _ => "VARCHAR",
    };

    /// <summary>A name in quotes.</summary>
    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal).Replace('\0', '\uFFFD')}\"";
}
