using System.Globalization;

namespace Matoi.Kql.Functions.Series;

/// <summary>How times stand inside dynamic arrays.</summary>
internal static class SeriesAxis
{
    /// <summary>A time with seven digits.</summary>
    public static string Text(DateTime time) => time.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture);

    /// <summary>A length of time as KQL writes it.</summary>
    public static string Text(TimeSpan span) => span.ToString("c", CultureInfo.InvariantCulture);
}
