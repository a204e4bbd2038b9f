using Xunit;

namespace Matoi.Kql.Tests.Series;

public class MakeSeriesTests
{
    private const string Rows = "datatable(t:datetime, v:long, g:string)[datetime(2021-01-01 06:00), 1, 'a', datetime(2021-01-03), 3, 'a', datetime(2021-01-02), 5, 'b', datetime(2020-12-31), 9, 'b', datetime(null), 7, 'b'] | ";

    [Theory]
    [InlineData("make-series sum(v) on t from datetime(2021-01-01) to datetime(2021-01-04) step 1d", "[1,5,3] | [1,2,3]")]
    [InlineData("make-series s = sum(v) default = -1, n = count() on t from datetime(2021-01-01) to datetime(2021-01-04) step 1d by g | sort by g asc", "a | [1,-1,3] | [1,0,1] | [1,2,3]", "b | [-1,5,-1] | [0,1,0] | [1,2,3]")]
    [InlineData("make-series s = avg(v) default = real(null) on t from datetime(2021-01-01) to datetime(2021-01-05) step 2d", "[3.0,3.0] | [1,3]")]
    [InlineData("make-series s = sum(v) on t step 1d by g | sort by g asc", "a | [1,0,3] | [1,2,3]", "b | [9,0,5] | [31,1,2]")]
    [InlineData("make-series s = sum(v) on t from datetime(2021-01-01) step 1d by g | sort by g asc", "a | [1,0,3] | [1,2,3]", "b | [0,5] | [1,2]")]
    [InlineData("make-series s = sum(v) on t to datetime(2021-01-03) step 1d by g | sort by g asc", "a | [1,0] | [1,2]", "b | [9,0,5] | [31,1,2]")]
    [InlineData("make-series s = sum(v) on t in range(datetime(2021-01-01 03:00), datetime(2021-01-03), 1d)", "[1,5,3] | [1,2,3]")]
    [InlineData("make-series s = sum(v) * 2 on t from datetime(2021-01-01) to datetime(2021-01-01) step 1d")]
    public void Lays_aggregates_out_along_days(string op, params string[] expected)
        => Assert.Equal(expected, Kql.Rows(Rows + op).Select(Short));

    [Theory]
    [InlineData("make-series s = sum(x), n = count() on x from 1 to 9 step 2", "[3,7,11,15] | [2,2,2,2] | [1,3,5,7]")]
    [InlineData("make-series n = count() on x from 0 to 3 step 1.5", "[1,1] | [0.0,1.5]")]
    [InlineData("make-series n = count() on y = x / 2.0 from 0.0 to 2.0 step 0.5", "[0,1,1,1] | [0.0,0.5,1.0,1.5]")]
    [InlineData("make-series n = count() on x step 3", "[2,3,3] | [0,3,6]")]
    [InlineData("make-series n = count(), 7 default = 0 on x from 7 to 11 step 2", "[2,0] | [7,0] | [7,9]")]
    public void Lays_aggregates_out_along_numbers(string op, string expected) => Assert.Equal([expected], Kql.Rows("range x from 1 to 8 step 1 | " + op));

    [Fact]
    public void Gives_nothing_over_nothing_unless_asked()
    {
        const string Series = "avg(x) default = 1.5 on x from 1 to 4 step 1";
        Assert.Empty(Kql.Rows("range x from 1 to 8 step 1 | take 0 | make-series " + Series));
        Assert.Equal(["[1.5,1.5,1.5] | [1,2,3]"], Kql.Rows("range x from 1 to 8 step 1 | take 0 | make-series kind=nonempty " + Series));
    }

    [Fact]
    public void Takes_bounds_from_a_query()
        => Assert.Equal(["[1,2,3] | [1,2,3]"], Kql.Rows("let t = range x from 1 to 8 step 1; let last = toscalar(t | summarize max(x)); t | make-series s = sum(x) on x from 1 to last - 4 step 1"));

    [Theory]
    [InlineData("make-series count() on g step 1", "1:132: KQL332 an axis of string cannot have steps of long; it must be a time or a number, and all parts must fit together")]
    [InlineData("make-series count() on t step 1", "1:139: KQL332 the step is a long, not a timespan")]
    public void Refuses_an_axis_that_does_not_fit(string op, string expected)
        => Assert.Equal([expected], Kql.Errors("datatable(t:datetime, v:long, g:string)[datetime(2021-01-01 06:00), 1, 'a', datetime(2021-01-03), 3, 'a'] | " + op));

    [Fact]
    public void Refuses_arrays_without_end()
        => Assert.Contains("more than 1048576", Assert.Single(Kql.Errors("range x from 1 to 2 step 1 | extend t = datetime(2020-01-01) + x * 10000d | make-series count() on t step 1s")), StringComparison.Ordinal);

    private static string Short(string row) => System.Text.RegularExpressions.Regex.Replace(row, "\"20..-..-0?(\\d+)T00:00:00.0000000Z\"", "$1");
}
