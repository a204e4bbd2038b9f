using Xunit;

namespace Matoi.Kql.Tests.Operators;

public class ErrorTests
{
    [Fact]
    public void Nothing_is_run_ahead_when_an_error_is_known()
        => Assert.Contains("KQL203 no function 'nofunction'", Assert.Single(Kql.Errors("print x = nofunction(1) | evaluate bag_unpack(x)")), StringComparison.Ordinal);

    [Theory]
    [InlineData("print current_principal()", "current_principal()")]
    [InlineData("print cursor_after('')", "cursor_after()")]
    public void Questions_about_Kustos_service_are_refused_by_name(string query, string name)
        => Assert.Contains($"KQL401 {name}", Assert.Single(Kql.Errors(query)), StringComparison.Ordinal);

    [Fact]
    public void Assertion_that_does_not_hold_is_told_with_its_message()
        => Assert.Contains("must be positive", Assert.Single(Kql.Errors("let f = (n: long) { assert(n > 0, 'must be positive') }; print f(0)")), StringComparison.Ordinal);
}
