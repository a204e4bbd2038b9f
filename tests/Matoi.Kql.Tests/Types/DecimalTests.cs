using Xunit;

namespace Matoi.Kql.Tests.Types;

/// <summary>Decimals keep their digits in order, in sums and in rounding.</summary>
public class DecimalTests
{
    private const string Rows = "datatable(d:decimal)[decimal(1.00000000000000000001), decimal(-20), decimal(7922816251426433759354395033), decimal(null), decimal(1.00000000000000000002), decimal(-3)]";

    [Fact]
    public void Sorts_by_all_digits()
        => Assert.Equal(["7922816251426433759354395033", "1.00000000000000000002", "1.00000000000000000001", "-3", "-20", "null"], Kql.Rows($"{Rows} | sort by d desc"));

    [Fact]
    public void Picks_the_row_of_the_extreme()
        => Assert.Equal("7922816251426433759354395033 | -20", Kql.Table($"{Rows} | extend e = d | summarize (m, x) = arg_max(d, e), (n, y) = arg_min(d, e) | project x, y"));

    [Fact]
    public void Picks_among_nulls() => Assert.Equal("null | 1", Kql.Table("datatable(d:decimal, a:long)[decimal(null), 1] | summarize arg_max(d, a)"));

    [Fact]
    public void Refuses_a_sum_that_no_decimal_holds() => Assert.Contains("KQL503", Assert.Single(Kql.Errors("range i from 1 to 2 step 1 | extend d = todecimal('79228162514264337593543950335') | summarize sum(d)")));

    [Theory]
    [InlineData("round(decimal(15.5), -1)", "20")]
    [InlineData("round(decimal(-15.5), -1)", "-20")]
    [InlineData("round(decimal(5), -100)", "0")]
    [InlineData("round(decimal(5), -9223372036854775807)", "0")]
    [InlineData("round(todecimal('79228162514264337593543950335'), -2)", "79228162514264337593543950300")]
    [InlineData("round(todecimal('79228162514264337593543950335'), -28)", "null")]
    [InlineData("round(todecimal('79228162514264337593543950335'), -29)", "null")]
    [InlineData("round(todecimal('40000000000000000000000000000'), -29)", "0")]
    [InlineData("round(5.5, -400)", "0")]
    [InlineData("round(1e308, -308)", "1E+308")]
    [InlineData("round(1e308, -309)", "0")]
    [InlineData("round(5.5, -9223372036854775807)", "0")]
    [InlineData("round(real(+inf), -400)", "Infinity")]
    [InlineData("round(0.0, 400)", "0")]
    [InlineData("bin_at(todecimal('79228162514264337593543950335'), decimal(0.1), decimal(-5))", "null")]
    [InlineData("bin(todecimal('79228162514264337593543950335'), decimal(0.0001))", "null")]
    [InlineData("parse_version('79227.1')", "79227000000010000000000000000")]
    [InlineData("parse_version('1000000')", "null")]
    public void Rounds_and_reads_without_overflow(string expression, string expected) => Assert.Equal(expected, Kql.Print(expression));
}
