using Xunit;

namespace Matoi.Kql.Tests.Series;

public class SeriesFunctionTests
{
    [Theory]
    [InlineData("series_add(dynamic([1,2.5]), dynamic([10,10,10]))", "[11,12.5,null]")]
    [InlineData("series_subtract(dynamic([4,'x',null]), 1)", "[3,null,null]")]
    [InlineData("series_multiply(2, dynamic([1,2]))", "[2,4]")]
    [InlineData("series_divide(dynamic([1,1]), dynamic([4,0]))", "[0.25,\"Infinity\"]")]
    [InlineData("series_pow(dynamic([2,9]), dynamic([3,0.5]))", "[8.0,3.0]")]
    [InlineData("series_less(dynamic([1,2]), 2)", "[true,false]")]
    [InlineData("series_not_equals(dynamic([1,2]), dynamic([1.0,3]))", "[false,true]")]
    [InlineData("series_abs(dynamic([-6.5,-3,8]))", "[6.5,3,8]")]
    [InlineData("series_sign(dynamic([-6,0,8.5]))", "[-1,0,1]")]
    [InlineData("series_floor(dynamic([-1.5,1]))", "[-2.0,1.0]")]
    [InlineData("series_exp(dynamic([0,'x']))", "[1.0,null]")]
    [InlineData("series_abs(dynamic('x'))", "null")]
    [InlineData("series_dot_product(dynamic([1,2,4]), dynamic([4,2,1]))", "12")]
    [InlineData("series_dot_product(2, dynamic([1,2]))", "6")]
    [InlineData("series_magnitude(dynamic([3,4]))", "5")]
    [InlineData("series_cosine_similarity(dynamic([1,0]), dynamic([0,1]))", "0")]
    [InlineData("series_pearson_correlation(dynamic([1,2,3]), dynamic([2,4,6]))", "1")]
    [InlineData("series_sum(dynamic([1,2.5]))", "3.5")]
    [InlineData("series_product(dynamic([2,3]))", "6")]
    public void Arithmetic(string expression, string expected) => Assert.Equal(expected, Kql.Print(expression));

    [Theory]
    [InlineData("series_fill_forward(dynamic([null,36,null,null,16]))", "[null,36,36,36,16]")]
    [InlineData("series_fill_backward(dynamic([null,36,null,16,null]))", "[36,36,16,16,null]")]
    [InlineData("series_fill_forward(dynamic([1,0,2]), 0)", "[1,1,2]")]
    [InlineData("series_fill_const(dynamic([1,null]), 9)", "[1,9]")]
    [InlineData("series_fill_const(dynamic([0,2]), 9, 0)", "[9,2]")]
    [InlineData("series_fill_linear(dynamic([null,111.0,null,36.0,null]))", "[111.0,111.0,73.5,36.0,36.0]")]
    [InlineData("series_fill_linear(dynamic([null,111,null,36]), double(null), false)", "[null,111,73,36]")]
    [InlineData("series_fill_linear(dynamic([null,null]), double(null), true, 3.5)", "[3.5,3.5]")]
    [InlineData("series_fill_linear(dynamic([null,null]))", "[0.0,0.0]")]
    public void Filling(string expression, string expected) => Assert.Equal(expected, Kql.Print(expression));

    [Theory]
    [InlineData("series_fir(dynamic([0,0,10,20,10]), dynamic([1,1]))", "[0.0,0.0,5.0,15.0,15.0]")]
    [InlineData("series_fir(dynamic([0,10,0]), dynamic([1,1,1]), false, true)", "[10.0,10.0,10.0]")]
    [InlineData("series_fir(dynamic([0,2,2,3]), dynamic([1,-1]))", "[0.0,2.0,0.0,1.0]")]
    [InlineData("series_fir(dynamic([1]), dynamic([1,-1]), true)", "null")]
    [InlineData("series_iir(dynamic([1,2,3]), dynamic([1]), dynamic([1,-1]))", "[1.0,3.0,6.0]")]
    public void Filters(string expression, string expected) => Assert.Equal(expected, Kql.Print(expression));

    [Fact]
    public void Outliers_are_scored_as_recorded()
    {
        // Scores that Kusto gave for these numbers.
        var expected = new[] { -1.9040785483608571, -0.10021466044004519, 1.3361954725339347, 0, 0, 0, 0, 0, 0, 0, 0, 1.6702443406674186, 0, 0, 0, 0 };
        var scores = System.Text.Json.JsonSerializer.Deserialize<double[]>(Kql.Print("series_outliers(dynamic([-3,2.4,15,3.9,5,6,4.5,5.2,3,4,5,16,7,5,5,4]))"))!;
        Assert.All(expected.Zip(scores), p => Assert.Equal(p.First, p.Second, 1e-12));
    }

    [Theory]
    [InlineData("series_outliers(dynamic([1,2,3,4,5,6,7,8,9,100]), 'tukey')", "[-0.5,-0.2777777777777778,-0.05555555555555555,0.0,0.0,0.0,0.0,0.05555555555555555,0.2777777777777778,20.5]")]
    [InlineData("series_outliers(dynamic([1,null,1,2]), 'ctukey', 2)", "[0.0,0.0,0.0,0.0]")]
    [InlineData("series_outliers(dynamic([1,2]), 'other')", "null")]
    public void Outliers_leave_out_what_does_not_count(string expression, string expected) => Assert.Equal(expected, Kql.Print(expression));

    [Fact]
    public void Fit_line_gives_the_documented_line()
        => Assert.Equal(
            ["0.983 | 2.731 | 98.629 | 1.686 | -1.667 | 1.064 | 31.103"],
            Kql.Rows("print y = dynamic([2,5,6,8,11,15,17,18,25,26,30,30]) | extend (r, s, v, rv, i, l) = series_fit_line(y) | project round(r, 3), round(s, 3), round(v, 3), round(rv, 3), round(i, 3), round(toreal(l[0]), 3), round(toreal(l[11]), 3)"));

    [Fact]
    public void Fit_2lines_splits_where_the_line_breaks()
        => Assert.Equal(["1 | 4 | 1 | -2"], Kql.Rows("print series_fit_2lines(dynamic([1,2,3,4,10,8,6,4])) | project round(series_fit_2lines__rsquare, 6), series_fit_2lines__split_idx, round(series_fit_2lines__left_slope, 6), round(series_fit_2lines__right_slope, 6)"));

    [Fact]
    public void Fit_poly_gives_the_coefficients_back()
        => Assert.Equal(["[2,-3,1]"], Kql.Rows("print series_fit_poly(dynamic([0,3,10,21]), dynamic([1,2,3,4]), 2) | mv-apply c = series_fit_poly__coefficients to typeof(real) on (summarize l = make_list(tolong(round(c, 6)))) | project l"));

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(8)]
    public void Fourier_transform_comes_back(int count)
    {
        var series = string.Join(",", Enumerable.Range(0, count).Select(i => (i * i % 7) + 1));
        Assert.Equal([$"[{series}]"], Kql.Rows($"print y = dynamic([{series}]) | extend (r, i) = series_fft(y) | extend (b, c) = series_ifft(r, i) | mv-apply x = b to typeof(real) on (summarize l = make_list(tolong(round(x, 6)))) | project l"));
    }

    [Fact]
    public void Stats_leave_out_what_is_not_finite_when_asked()
        => Assert.Equal(["null | 1.0 | 2"], Kql.Rows("print s = series_stats_dynamic(dynamic([1,null,3])), t = series_stats_dynamic(dynamic([1,null,3]), true) | project s.min, t.min, t.max_idx"));
}
