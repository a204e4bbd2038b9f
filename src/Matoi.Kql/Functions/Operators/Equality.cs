namespace Matoi.Kql.Functions.Operators;

/// <summary>Equality: of two nulls it is null, of a null and a value false. The emitter writes these shorter in conditions and where one side is constant.</summary>
internal static class Equality
{
    private const string Template = "CASE WHEN {0} IS NOT DISTINCT FROM {1} THEN {0} = {1} ELSE FALSE END";

    /// <summary>Same truth.</summary>
    [KqlFunction("_equal", DuckDb = Template)]
    public static bool? Equal(bool? a, bool? b) => Compare(a, b);

    /// <summary>Same number.</summary>
    [KqlFunction("_equal", DuckDb = Template)]
    public static bool? Equal(long? a, long? b) => Compare(a, b);

    /// <summary>Same number; what is not a number is not even equal to itself.</summary>
    [KqlFunction("_equal", DuckDb = "CASE WHEN {0} IS NOT DISTINCT FROM {1} THEN {0} = {1} AND {0} <= 'infinity'::DOUBLE ELSE FALSE END")]
    public static bool? Equal(double? a, double? b) => a is null && b is null ? null : a == b;

    /// <summary>Same number.</summary>
    [KqlFunction("_equal")]
    public static bool? Equal(decimal? a, decimal? b) => Compare(a, b);

    /// <summary>Same time.</summary>
    [KqlFunction("_equal", DuckDb = Template)]
    public static bool? Equal(DateTime? a, DateTime? b) => Compare(a, b);

    /// <summary>Same length of time.</summary>
    [KqlFunction("_equal", DuckDb = Template)]
    public static bool? Equal(TimeSpan? a, TimeSpan? b) => Compare(a, b);

    /// <summary>Same identifier.</summary>
    [KqlFunction("_equal", DuckDb = Template)]
    public static bool? Equal(Guid? a, Guid? b) => Compare(a, b);

    private static bool? Compare<T>(T? a, T? b)
        where T : struct, IEquatable<T>
        => a is null && b is null ? null : a is { } x && b is { } y && x.Equals(y);
}
