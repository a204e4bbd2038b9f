using Matoi.Server.Portal.Investigate;
using Xunit;

namespace Matoi.Integration.Portal;

public sealed class FilterTextTests
{
    [Theory]
    [InlineData(null, "sev:high", "sev:high")]
    [InlineData("sev:low cloud:aws", "sev:high", "cloud:aws sev:high")]
    [InlineData("SEV:high cloud:aws", "sev:high", "cloud:aws")]
    [InlineData("203.0.113.9 owner:none", "owner:ana", "203.0.113.9 owner:ana")]
    public void A_count_sets_its_word_or_takes_it_away(string? filter, string word, string expected)
        => Assert.Equal(expected, FilterText.Toggle(filter, word));

    [Theory]
    [InlineData(null, null, "/")]
    [InlineData("sev:>=high #12", 7, "/?q=sev%3A%3E%3Dhigh%20%2312&at=7")]
    public void The_filter_stands_in_the_address(string? filter, int? at, string expected)
        => Assert.Equal(expected, FilterText.Address(filter, at));
}
