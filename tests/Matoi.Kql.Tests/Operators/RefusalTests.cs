using Xunit;

namespace Matoi.Kql.Tests.Operators;

/// <summary>What a query is refused for, and when.</summary>
public class RefusalTests
{
    private const string Row = "datatable(s:string, n:long, d:dynamic, t:datetime)['(', 1, dynamic({}), datetime(2020-01-01)]";

    [Theory]
    [InlineData("extend x = extract_all('a', s)", "KQL406")]
    [InlineData("extend x = format_bytes(n, 1, 'XB')", "KQL406")]
    [InlineData("extend x = format_bytes(strlen(s), 1, 'XB')", "KQL406")]
    [InlineData("extend x = parse_user_agent(s, 'engine')", "KQL406")]
    [InlineData("extend x = parse_command_line(s, 'posix')", "KQL406")]
    [InlineData("take -1", "KQL406")]
    [InlineData("top long(null) by n", "KQL406")]
    [InlineData("sample -1", "KQL406")]
    [InlineData("mv-expand d limit -1", "KQL406")]
    [InlineData("summarize percentile(n, real(null))", "KQL406")]
    [InlineData("summarize percentile(n, dynamic([1, null]))", "KQL406")]
    [InlineData("summarize make_list(n, long(null))", "KQL406")]
    [InlineData("evaluate preview(-1)", "KQL406")]
    [InlineData("make-series count() on n from 1 to 9223372036854775807 step 1", "KQL406")]
    [InlineData("make-series x = (s) on t step 1d", "KQL325")]
    [InlineData("extend x = extract(s, 0, 'a')", "KQL503")]
    [InlineData("extend x = format_bytes(n, 1, s)", "KQL503")]
    [InlineData("summarize tdigest(n / 0.0)", "KQL503")]
    [InlineData("summarize percentilew(n / 0.0, 1, 50)", "KQL503")]
    [InlineData("extend x = repeat(s, 1048576) | extend y = repeat(x, n * 10)", "KQL503")]
    public void Tells_by_its_code_whether_the_query_or_a_row_is_refused(string step, string code)
        => Assert.Contains($": {code} ", Assert.Single(Kql.Errors($"{Row} | {step}")));

    [Theory]
    [InlineData("range x from 1.0 to real(+inf) step 1.0", "KQL314")]
    [InlineData("range x from real(nan) to 5 step 1", "KQL314")]
    [InlineData("let a = toscalar(print real(+inf)); range x from 1.0 to a step 1.0", "KQL503")]
    public void Refuses_a_range_that_never_ends(string query, string code) => Assert.Contains($": {code} ", Assert.Single(Kql.Errors(query)));

    [Theory]
    [InlineData("range x from 1 to 9223372036854775806 step 1 | summarize sum(x % 7)")]
    [InlineData("range x from 1 to 9223372036854775806 step 1 | extend d = tostring(x) | summarize dcount(strcat(d, '!')) | evaluate narrow()")]
    [InlineData("range x from 1 to 9223372036854775806 step 1 | summarize n = sum(x) by y = x % 3 | evaluate pivot(y, sum(n))")]
    public void Refuses_what_takes_too_long(string query)
    {
        foreach (var timeout in new[] { 0, 1, 5, 50 })
        {
            var error = Assert.Throws<KqlException>(() => Kql.Run(query, options: new(Kql.Now) { Timeout = TimeSpan.FromMilliseconds(timeout) })).Errors[0];
            Assert.Equal("KQL501", error.Code);
        }
    }

    [Fact]
    public void Stops_without_an_error_of_its_own_when_it_is_cancelled()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        stop.CancelAfter(50);
        Assert.Throws<OperationCanceledException>(() => Kql.Run("range x from 1 to 9223372036854775806 step 1 | summarize sum(x % 7)", cancel: stop.Token));
    }

    // Reading the rows ahead would fail at the regular expression.
    [Theory]
    [InlineData("evaluate pivot(x) | where nothing(1)", "KQL203")]
    [InlineData("evaluate narrow() | evaluate basket() | join nowhere on x", "KQL206")]
    [InlineData("scan with (step a: x == '';) | project-away none | where nothing(1)", "KQL201")]
    public void Reads_no_rows_ahead_when_a_name_behind_is_wrong(string steps, string code)
        => Assert.Contains($": {code} ", Kql.Errors($"{Row} | extend x = extract(s, 0, 'a') | {steps}")[0]);
}
