using System.Globalization;
using Xunit;

namespace Matoi.Kql.Tests.Mathematics;

public class NumberFunctionTests
{
    [Theory]
    [InlineData("round(2.5)", 3)]
    [InlineData("round(-2.5)", -3)]
    [InlineData("round(3.25, 1)", 3.3)]
    [InlineData("round(1234.5, -2)", 1200)]
    [InlineData("round(155, -1)", 160)]
    [InlineData("ceiling(-0.5)", 0)]
    [InlineData("abs(-5)", 5)]
    [InlineData("sign(-42)", -1)]
    [InlineData("sqrt(16)", 4)]
    [InlineData("sqrt(-1)", double.NaN)]
    [InlineData("log(0)", double.NegativeInfinity)]
    [InlineData("log2(8)", 3)]
    [InlineData("log10(1000)", 3)]
    [InlineData("pow(2, 31)", 2147483648)]
    [InlineData("pow(-8, 1.0/3.0)", double.NaN)]
    [InlineData("exp2(10)", 1024)]
    [InlineData("exp10(2)", 100)]
    [InlineData("atan2(1, 1)", 0.785398163397448)]
    [InlineData("cot(1)", 0.642092615934331)]
    [InlineData("degrees(pi() / 4)", 45)]
    [InlineData("radians(180)", 3.141592653589793)]
    [InlineData("gamma(5)", 24)]
    [InlineData("gamma(0.5)", 1.772453850905516)]
    [InlineData("loggamma(10)", 12.80182748008147)]
    [InlineData("erf(1)", 0.842700792949715)]
    [InlineData("erfc(3)", 2.20904969985854e-05)]
    [InlineData("beta_cdf(0.9, 10.0, 20.0)", 0.999999999999959)]
    [InlineData("beta_pdf(0.5, 10.0, 20.0)", 0.746176019310951)]
    [InlineData("beta_cdf(beta_inv(0.1, 10.0, 20.0), 10.0, 20.0)", 0.1)]
    [InlineData("beta_cdf(1.5, 10.0, 20.0)", double.NaN)]
    [InlineData("binary_and(6, 3)", 2)]
    [InlineData("binary_xor(1, 3)", 2)]
    [InlineData("binary_not(100)", -101)]
    [InlineData("binary_shift_left(1, 66)", 4)]
    [InlineData("binary_shift_right(-8, 1)", -4)]
    [InlineData("bitset_count_ones(42)", 3)]
    [InlineData("convert_angle(1.2, 'Degree', 'Arcminute')", 72)]
    [InlineData("convert_energy(1.2, 'Joule', 'BritishThermalUnit')", 0.00113738054437598)]
    [InlineData("convert_force(1.2, 'Newton', 'Decanewton')", 0.12)]
    [InlineData("convert_length(1.2, 'Meter', 'Foot')", 3.93700787401575)]
    [InlineData("convert_mass(1.2, 'Kilogram', 'Pound')", 2.64554714621853)]
    [InlineData("convert_speed(1.2, 'MeterPerSecond', 'CentimeterPerHour')", 432000)]
    [InlineData("convert_volume(1.2, 'CubicMeter', 'AcreFoot')", 0.0009728568)]
    [InlineData("convert_temperature(100, 'DegreeCelsius', 'DegreeFahrenheit')", 212)]
    public void Number_is_Kustos_when_computed(string expression, double expected)
    {
        var actual = double.Parse(Kql.Print(expression), CultureInfo.InvariantCulture);
        Assert.True(actual.Equals(expected) || Math.Abs(actual - expected) <= 1e-12 * Math.Abs(expected), $"{expression} is {actual}");
    }

    [Theory]
    [InlineData("log(-1)")]
    [InlineData("binary_shift_left(1, -1)")]
    [InlineData("convert_mass(1.2, 'Kilogram', 'pound')")]
    [InlineData("welch_test(1, 2, 0, 3, 4, 0)")]
    public void Number_is_null_when_there_is_none(string expression) => Assert.Equal("null", Kql.Print(expression));

    [Fact]
    public void Welch_test_gives_the_documented_probability()
        => Assert.Equal(
            "0.021",
            double.Parse(Kql.Print("welch_test(20.82, 7.867428571428573, 15, 22.986666666666668, 3.8126666666666678, 15)"), CultureInfo.InvariantCulture).ToString("0.000", CultureInfo.InvariantCulture),
            StringComparer.Ordinal);

    [Fact]
    public void Chance_is_new_in_every_row()
    {
        var rows = Kql.Rows("range x from 1 to 50 step 1 | extend r = rand(), n = rand(1000), g = new_guid() | summarize count() by r, n, g | count");
        Assert.Equal(["50"], rows);
    }

    [Fact]
    public void Roots_of_rows_are_not_numbers_when_they_do_not_exist()
        => Assert.Equal(["NaN | null", "2 | 1.3862943611198906"], Kql.Rows("datatable(r: real)[-1.0, 4.0] | project sqrt(r), log(r)"));
}
