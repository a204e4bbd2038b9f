namespace Matoi.Kql.Functions.Mathematics;

/// <summary>Values by chance, new in every row.</summary>
internal static class Chance
{
    /// <summary>A number from 0 to just below 1.</summary>
    [KqlFunction("rand", DuckDb = "random()", Volatile = true)]
#pragma warning disable CA5394 // Kusto's rand() is no source of secrets.
    public static double Rand() => Random.Shared.NextDouble();

    /// <summary>A whole number from 0 to below a limit; below 2 a number from 0 to just below 1.</summary>
    [KqlFunction("rand", Volatile = true)]
    public static double Rand(long limit) => limit < 2 ? Random.Shared.NextDouble() : Random.Shared.NextInt64(limit);
#pragma warning restore CA5394

    /// <summary>A new identifier.</summary>
    [KqlFunction("new_guid", DuckDb = "CAST(uuid() AS VARCHAR)", Volatile = true)]
    public static Guid NewGuid() => Guid.NewGuid();
}
