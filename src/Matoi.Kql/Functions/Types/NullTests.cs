using Matoi.Kql.Binding;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Functions.Types;

/// <summary><c>isnull</c>: text never is.</summary>
internal static class NullTests
{
    private const string Template = "({0} IS NULL)";

    /// <summary>True for null.</summary>
    [KqlFunction("isnull", DuckDb = Template)]
    public static bool IsNull(bool? value) => value is null;

    /// <summary>True for null.</summary>
    [KqlFunction("isnull", DuckDb = Template)]
    public static bool IsNull(int? value) => value is null;

    /// <summary>True for null.</summary>
    [KqlFunction("isnull", DuckDb = Template)]
    public static bool IsNull(long? value) => value is null;

    /// <summary>True for null; NaN is not.</summary>
    [KqlFunction("isnull", DuckDb = Template)]
    public static bool IsNull(double? value) => value is null;

    /// <summary>True for null.</summary>
    [KqlFunction("isnull", DuckDb = Template)]
    public static bool IsNull(decimal? value) => value is null;

    /// <summary>True for null.</summary>
    [KqlFunction("isnull", DuckDb = Template)]
    public static bool IsNull(DateTime? value) => value is null;

    /// <summary>True for null.</summary>
    [KqlFunction("isnull", DuckDb = Template)]
    public static bool IsNull(TimeSpan? value) => value is null;

    /// <summary>True for null.</summary>
    [KqlFunction("isnull", DuckDb = Template)]
    public static bool IsNull(Guid? value) => value is null;

    /// <summary>False.</summary>
    [KqlFunction("isnull", DuckDb = "FALSE")]
    public static bool IsNull(string value) => value is null;

    /// <summary>True for null.</summary>
    [KqlFunction("isnull", DuckDb = Template)]
    public static bool IsNull(JsonText? value) => value is null;

    /// <summary>The opposite of <c>isnull</c>.</summary>
    [SpecialForm("isnotnull")]
    [SpecialForm("notnull")]
    public static Scalar IsNotNull(FormCall call)
        => call.Count != 1 ? call.Wrong("one value") : call.Make("isnull", call.Argument(0)) is var test && test is Faulty ? test : call.Make("not", test);
}
