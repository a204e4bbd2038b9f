namespace Matoi.Kql.Functions.Operators;

/// <summary>The pairs of which <c>coalesce</c>, <c>max_of</c> and <c>min_of</c> are made.</summary>
internal static class Choice
{
    private const string First = "coalesce({0}, {1})";
    private const string Greater = "greatest({0}, {1})";
    private const string Less = "least({0}, {1})";

    /// <summary>The first that is not null.</summary>
    [KqlFunction("_coalesce", DuckDb = First)]
    public static bool? Coalesce(bool? a, bool? b) => a ?? b;

    /// <summary>The first that is not null.</summary>
    [KqlFunction("_coalesce", DuckDb = First)]
    public static int? Coalesce(int? a, int? b) => a ?? b;

    /// <summary>The first that is not null.</summary>
    [KqlFunction("_coalesce", DuckDb = First)]
    public static long? Coalesce(long? a, long? b) => a ?? b;

    /// <summary>The first that is not null.</summary>
    [KqlFunction("_coalesce", DuckDb = First)]
    public static double? Coalesce(double? a, double? b) => a ?? b;

    /// <summary>The first that is not null.</summary>
    [KqlFunction("_coalesce", DuckDb = First)]
    public static decimal? Coalesce(decimal? a, decimal? b) => a ?? b;

    /// <summary>The first that is not null.</summary>
    [KqlFunction("_coalesce", DuckDb = First)]
    public static DateTime? Coalesce(DateTime? a, DateTime? b) => a ?? b;

    /// <summary>The first that is not null.</summary>
    [KqlFunction("_coalesce", DuckDb = First)]
    public static TimeSpan? Coalesce(TimeSpan? a, TimeSpan? b) => a ?? b;

    /// <summary>The first that is not null.</summary>
    [KqlFunction("_coalesce", DuckDb = First)]
    public static Guid? Coalesce(Guid? a, Guid? b) => a ?? b;

    /// <summary>The first that is not empty.</summary>
    [KqlFunction("_coalesce", DuckDb = "coalesce(nullif({0}, ''), {1})")]
    public static string Coalesce(string a, string b) => a.Length > 0 ? a : b;

    /// <summary>The first that is not null.</summary>
    [KqlFunction("_coalesce", DuckDb = First)]
    public static System.Text.Json.Nodes.JsonNode? Coalesce(System.Text.Json.Nodes.JsonNode? a, System.Text.Json.Nodes.JsonNode? b) => a ?? b;

    /// <summary>The greater.</summary>
    [KqlFunction("_max", DuckDb = Greater)]
    public static bool? Max(bool? a, bool? b) => a is null ? b : b is null ? a : a.Value || b.Value;

    /// <summary>The greater.</summary>
    [KqlFunction("_max", DuckDb = Greater)]
    public static int? Max(int? a, int? b) => (int?)Max((long?)a, b);

    /// <summary>The greater.</summary>
    [KqlFunction("_max", DuckDb = Greater)]
    public static long? Max(long? a, long? b) => a is null || b > a ? b : a;

    /// <summary>The greater; NaN when one is.</summary>
    [KqlFunction("_max", DuckDb = Greater)]
    public static double? Max(double? a, double? b) => a is { } x && b is { } y ? Math.Max(x, y) : a ?? b;

    /// <summary>The greater.</summary>
    [KqlFunction("_max")]
    public static decimal? Max(decimal? a, decimal? b) => a is null || b > a ? b : a;

    /// <summary>The later.</summary>
    [KqlFunction("_max", DuckDb = Greater)]
    public static DateTime? Max(DateTime? a, DateTime? b) => a is null || b > a ? b : a;

    /// <summary>The longer.</summary>
    [KqlFunction("_max", DuckDb = Greater)]
    public static TimeSpan? Max(TimeSpan? a, TimeSpan? b) => a is null || b > a ? b : a;

    /// <summary>The one whose characters come later.</summary>
    [KqlFunction("_max")]
    public static string Max(string a, string b) => string.CompareOrdinal(b, a) > 0 ? b : a;

    /// <summary>The less.</summary>
    [KqlFunction("_min", DuckDb = Less)]
    public static bool? Min(bool? a, bool? b) => a is null ? b : b is null ? a : a.Value && b.Value;

    /// <summary>The less.</summary>
    [KqlFunction("_min", DuckDb = Less)]
    public static int? Min(int? a, int? b) => (int?)Min((long?)a, b);

    /// <summary>The less.</summary>
    [KqlFunction("_min", DuckDb = Less)]
    public static long? Min(long? a, long? b) => a is null || b < a ? b : a;

    /// <summary>The less; NaN when one is.</summary>
    [KqlFunction("_min")]
    public static double? Min(double? a, double? b) => a is { } x && b is { } y ? Math.Min(x, y) : a ?? b;

    /// <summary>The less.</summary>
    [KqlFunction("_min")]
    public static decimal? Min(decimal? a, decimal? b) => a is null || b < a ? b : a;

    /// <summary>The earlier.</summary>
    [KqlFunction("_min", DuckDb = Less)]
    public static DateTime? Min(DateTime? a, DateTime? b) => a is null || b < a ? b : a;

    /// <summary>The shorter.</summary>
    [KqlFunction("_min", DuckDb = Less)]
    public static TimeSpan? Min(TimeSpan? a, TimeSpan? b) => a is null || b < a ? b : a;

    /// <summary>The one whose characters come sooner.</summary>
    [KqlFunction("_min")]
    public static string Min(string a, string b) => string.CompareOrdinal(b, a) < 0 ? b : a;
}
