using Matoi.Kql;
using Microsoft.AspNetCore.Http;

namespace Matoi.Investigate.Hunting;

/// <summary>The forms in which a result leaves the product.</summary>
public static class ResultFormats
{
    /// <summary>Names of all formats, the default first.</summary>
    public static IReadOnlyList<string> Names { get; } = ["json", "csv", "parquet"];

    /// <summary>True for a known name and for none.</summary>
    public static bool Known(string? format) => format is null || Names.Contains(format);

    /// <summary>The answer to a request.</summary>
    internal static IResult Result(string? format, KqlResult result) => format switch
    {
        "csv" => Results.Stream(stream => ResultCsv.WriteAsync(result, stream), "text/csv; charset=utf-8", "hunt.csv"),
        "parquet" => Results.Stream(ResultParquet.Open(result), "application/vnd.apache.parquet", "hunt.parquet"),
        _ => Results.Stream(stream => ResultJson.WriteAsync(result, stream), "application/json; charset=utf-8"),
    };

    /// <summary>The name of a type in KQL.</summary>
    internal static string TypeName(KqlType type) => type.ToString().ToLowerInvariant();

    /// <summary>A value as text: times in ISO 8601 with seven digits, numbers without culture, dynamic as JSON; empty for null.</summary>
    internal static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "true" : "false",
        DateTime time => time.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", System.Globalization.CultureInfo.InvariantCulture),
        TimeSpan span => span.ToString("c", System.Globalization.CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
