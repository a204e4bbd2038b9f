using Xunit;

namespace Matoi.Kql.Tests.Series;

public class MultiColumnTests
{
    [Theory]
    [InlineData("project series_periods_detect(y, 4.0, 10.0, 1)", "series_periods_detect_y_periods, series_periods_detect_y_scores")]
    [InlineData("project series_fft(series_abs(y))", "series_fft__real, series_fft__imag")]
    [InlineData("project a = series_fft(y)", "a, series_fft_y_imag")]
    [InlineData("project (a) = series_fft(y)", "a, series_fft_y_imag")]
    [InlineData("extend (a, b) = series_decompose(y)", "y, a, b")]
    [InlineData("project (a, b) = series_decompose(y)", "a, b, series_decompose_y_trend, series_decompose_y_residual")]
    [InlineData("project array_sort_asc(y, y, dynamic([1]))", "y_sorted, y_sorted1, array2_sorted")]
    [InlineData("project array_sort_asc(y)", "y_sorted")]
    [InlineData("summarize (a, b) = series_fft(make_list(y[0])), series_ifft(make_list(y[0]))", "a, b, series_ifft_list_y_0_real, series_ifft_list_y_0_imag")]
    public void Columns_are_named_after_query_or_function(string op, string expected)
        => Assert.Equal(expected, string.Join(", ", Kql.Run("print y = dynamic([1,2,3,4,5,6,7,8,9]) | " + op).Columns.Select(c => c.Name)));

    [Fact]
    public void One_value_is_the_first_column() => Assert.Equal(["1 | 8"], Kql.Rows("print y = dynamic([1,2,3,4,5,6,7,8,9]) | project tolong(series_stats(y)), series_stats(y)[3]"));

    [Fact]
    public void Function_of_the_query_passes_the_columns_on()
        => Assert.Equal(["2 | -1"], Kql.Rows("let f = (x: dynamic) { series_fit_line(x) }; print y = dynamic([1,3,5]) | extend (a, b, c, d, e) = f(y) | project round(b, 6), round(e, 6)"));

    [Theory]
    [InlineData("print (a, b) = 1", "1:7: KQL333 several names need a function that gives several columns")]
    [InlineData("print (a, b, c) = series_fft(dynamic([1]))", "1:7: KQL333 there are 3 names for 2 columns")]
    public void Too_many_names_are_an_error(string query, string expected) => Assert.Equal([expected], Kql.Errors(query));
}
