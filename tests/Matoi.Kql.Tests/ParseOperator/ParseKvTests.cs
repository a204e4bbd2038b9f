using Xunit;

namespace Matoi.Kql.Tests.ParseOperator;

/// <summary><c>parse-kv</c>.</summary>
public sealed class ParseKvTests
{
    [Theory]
    [InlineData("a=1;b=two", "pair_delimiter=';', kv_delimiter='='", "1 | two")]
    [InlineData("b=two;a=1;a=9", "pair_delimiter=';', kv_delimiter='='", "1 | two")]
    [InlineData(" a = 1 ; b = two ", "pair_delimiter=';', kv_delimiter='='", "1 | two")]
    [InlineData("a=;b==x", "pair_delimiter=';', kv_delimiter='='", "null | =x")]
    [InlineData("b=\"x;y\";a=1", "pair_delimiter=';', kv_delimiter='=', quote='\"'", "1 | x;y")]
    [InlineData("b=(x y) a=1", "pair_delimiter=' ', kv_delimiter='=', quote='()'", "1 | x y")]
    [InlineData("b=x y a=1", "pair_delimiter=' ', kv_delimiter='='", "1 | x")]
    [InlineData("b=x y a=1", "pair_delimiter=' ', kv_delimiter='=', greedy=true", "1 | x y")]
    [InlineData("nothing", "pair_delimiter=';', kv_delimiter='='", "null | ")]
    [InlineData("<a:1><b:x>", "regex='<(.):(.)>'", "1 | x")]
    public void Reads_values_of_keys(string text, string with, string expected)
        => Assert.Equal(expected, Assert.Single(Kql.Rows($"print s = {Kql.Literal(text)} | parse-kv s as (a:long, b:string) with ({with}) | project a, b")));

    [Fact]
    public void Takes_any_sign_as_delimiter_when_none_is_told()
        => Assert.Equal(["5 | up"], Kql.Rows("print s = '[x] a:5, b = up!' | parse-kv s as (a:long, b:string) | project a, b"));

    [Fact]
    public void Keeps_the_other_columns_before_the_keys()
        => Assert.Equal(["s", "a"], Kql.Run("print s = 'a=1' | parse-kv s as (a:long) with (pair_delimiter=';', kv_delimiter='=')").Columns.Select(c => c.Name));

    [Theory]
    [InlineData("pair_delimiter=';'", "KQL324")]
    [InlineData("pair='x'", "KQL323")]
    public void Refuses_other_parameters(string with, string code)
        => Assert.Contains(code, Assert.Single(Kql.Errors($"print s = '' | parse-kv s as (a:long) with ({with})")));
}
