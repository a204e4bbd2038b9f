using Matoi.Sigma.Expressions;
using Matoi.Sigma.Reading;
using Xunit;

namespace Matoi.Sigma.Tests.Reading;

public class CorrelationTests
{
    private const string Base = "title: base\nname: base\nid: 53ba33fd-3a50-4468-a5ef-c583635cfa92\nlogsource: {product: p}\ndetection:\n  s: {a: b}\n  condition: s\n---\n";

    private static string Correlation(string lines, string title = "c") => $"title: {title}\ncorrelation:\n{string.Join("\n", lines.Split('\n').Select(l => "  " + l))}\n";

    [Theory]
    [InlineData("event_count", "gte: 10", CorrelationType.EventCount)]
    [InlineData("value_count", "gte: 10, field: User", CorrelationType.ValueCount)]
    [InlineData("value_sum", "gte: 10, field: User", CorrelationType.ValueSum)]
    [InlineData("value_avg", "gte: 10, field: User", CorrelationType.ValueAverage)]
    [InlineData("value_percentile", "gte: 10, field: User", CorrelationType.ValuePercentile)]
    [InlineData("temporal", "gte: 10", CorrelationType.Temporal)]
    [InlineData("temporal_ordered", "gte: 10", CorrelationType.TemporalOrdered)]
    public void Type_is_read(string type, string condition, CorrelationType expected)
    {
        var read = Assert.Single(Written.Read(Base + Correlation($"type: {type}\nrules: [base]\ngroup-by: [User, Host]\ntimespan: 10m\ncondition: {{{condition}}}")).Correlations);

        Assert.Equal((expected, TimeSpan.FromMinutes(10), 50.0), (read.Type, read.Timespan, read.Percentile));
        Assert.Equal(["53ba33fd-3a50-4468-a5ef-c583635cfa92"], read.Rules);
        Assert.Equal(["User", "Host"], read.GroupBy);
        Assert.Equal([new CorrelationCondition(Comparison.GreaterOrEqual, 10)], read.Conditions);
        Assert.Equal(condition.Contains("field", StringComparison.Ordinal) ? ["User"] : [], read.Fields);
    }

    [Theory]
    [InlineData("90s", 90)]
    [InlineData("5m", 300)]
    [InlineData("2h", 7200)]
    [InlineData("1d", 86400)]
    [InlineData("1w", 604800)]
    [InlineData("1M", 2629746)]
    public void Timespan_is_read(string text, int seconds)
        => Assert.Equal(seconds, Assert.Single(Written.Read(Base + Correlation($"type: temporal\nrules: base\ngroup-by: User\ntimespan: {text}")).Correlations).Timespan.TotalSeconds);

    [Fact]
    public void Range_percentile_several_fields_and_aliases_are_read()
    {
        var set = Written.Read(Base + Correlation("type: value_count\nrules: [base]\ntimespan: 1h\ngroup-by: who\ncondition: {field: [a, b], gt: 100, lte: 200}\naliases: {who: {base: user.name}}", "one")
            + "---\n" + Correlation("type: value_percentile\nrules: [base]\ntimespan: 1h\ncondition: {field: a, lt: 5, percentile: 95}", "two"));

        Assert.Equal([new CorrelationCondition(Comparison.Greater, 100), new CorrelationCondition(Comparison.LessOrEqual, 200)], set.Correlations[0].Conditions);
        Assert.Equal(["a", "b"], set.Correlations[0].Fields);
        Assert.Equal("user.name", set.Correlations[0].Aliases["who"]["53ba33fd-3a50-4468-a5ef-c583635cfa92"]);
        Assert.Equal(95, set.Correlations[1].Percentile);
    }

    [Fact]
    public void The_specifications_chain_is_linked()
    {
        const string Rule = "logsource: {product: windows, service: security}\ndetection:\n  selection: {EventID: 1}\n  condition: selection\n";
        var set = Written.Read($"""
            title: Correlation - Multiple Failed Logins Followed by Successful Login
            correlation:
                type: temporal_ordered
                rules: [multiple_failed_login, successful_login]
                group-by: [User]
                timespan: 10m
            level: high
            ---
            title: Multiple failed logons
            name: multiple_failed_login
            correlation:
                type: event_count
                rules: [failed_login]
                group-by: [User]
                timespan: 10m
                condition: {"{gte: 10}"}
            ---
            title: Single failed login
            name: failed_login
            {Rule}---
            title: Successful login
            name: successful_login
            {Rule}
            """);

        Assert.Equal([false, false], set.Rules.Select(r => r.Alerts));
        Assert.Equal([true, false], set.Correlations.Select(c => c.Alerts));
        Assert.Equal([set.Correlations[1].Id, set.Rules[1].Id], set.Correlations[0].Rules);
        Assert.Equal([set.Rules[0].Id], set.Correlations[1].Rules);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("generate: true\n", true)]
    [InlineData("generate: false\n", false)]
    public void Rules_of_the_same_file_alert_when_generated(string generate, bool alerts)
        => Assert.Equal(alerts, Assert.Single(Written.Read(Base + generate + Correlation("type: temporal\nrules: [base]\ngroup-by: User\ntimespan: 1m")).Rules).Alerts);

    [Fact]
    public void Rules_of_other_files_go_on_alerting()
    {
        var set = SigmaReader.Read([("b.yml", Base), ("c.yml", Correlation("type: temporal\nrules: [53BA33FD-3a50-4468-a5ef-c583635cfa92]\ngroup-by: User\ntimespan: 1m"))]);

        Assert.Empty(set.Errors);
        Assert.True(Assert.Single(set.Rules).Alerts);
        Assert.Equal(set.Rules.Select(r => r.Id), Assert.Single(set.Correlations).Rules);
    }

    [Fact]
    public void A_name_is_first_one_of_the_same_file()
    {
        var other = Base.Replace("53ba33fd", "00000000", StringComparison.Ordinal);
        var correlation = Correlation("type: temporal\nrules: [base]\ngroup-by: User\ntimespan: 1m");

        Assert.Equal(["53ba33fd-3a50-4468-a5ef-c583635cfa92"], Assert.Single(SigmaReader.Read([("a.yml", other), ("b.yml", Base + correlation)]).Correlations).Rules);
        Assert.Equal("c.yml:4:11: SIGMA402 2 documents are called 'base', in a.yml and b.yml; take one by its id",
            Assert.Single(SigmaReader.Read([("a.yml", other), ("b.yml", Base), ("c.yml", correlation)]).Errors).ToString());
    }

    [Theory]
    [InlineData("type: event_cuont\nrules: [base]\ntimespan: 1m\ncondition: {gte: 1}", "11:9: SIGMA108 'event_cuont' is no type of correlations; there are event_count, value_count, temporal, temporal_ordered, value_sum, value_avg, value_percentile")]
    [InlineData("type: event_count\nrules: [base]\ntimespan: 1m", "11:3: SIGMA107 'correlation' needs 'condition'")]
    [InlineData("type: event_count\nrules: [base]\ntimespan: 1m\ncondition: {}", "14:14: SIGMA107 the condition needs one of gt, gte, lt, lte, eq, neq")]
    [InlineData("type: event_count\nrules: [base]\ntimespan: 1m\ncondition: {gte: x}", "14:20: SIGMA108 'gte' takes a number")]
    [InlineData("type: event_count\nrules: [base]\ntimespan: 1m\ncondition: {gte: 1, field: x}", "14:30: SIGMA109 event_count looks at no field; value_count counts values")]
    [InlineData("type: value_count\nrules: [base]\ntimespan: 1m\ncondition: {gte: 1}", "14:14: SIGMA107 the condition of a correlation needs 'field'")]
    [InlineData("type: value_sum\nrules: [base]\ntimespan: 1m\ncondition: {gte: 1, field: [a, b]}", "14:30: SIGMA108 value_sum takes one field")]
    [InlineData("type: temporal\nrules: [base]\ntimespan: 1x", "13:13: SIGMA108 'timespan' is '1x'; write a number and one of s, m, h, d, w, M, y, such as 10m, up to 10y")]
    [InlineData("type: temporal\nrules: [base]\ntimespan: 0s", "13:13: SIGMA108 'timespan' is '0s'; write a number and one of s, m, h, d, w, M, y, such as 10m, up to 10y")]
    [InlineData("type: temporal\nrules: [base]\ntimespan: 1m\ncondition: base and base", "14:14: SIGMA108 the condition of a correlation is a mapping such as 'gte: 10'; combine rules by correlations of correlations")]
    [InlineData("type: temporal\nrules: [bsae]\ntimespan: 1m", "12:11: SIGMA401 no rule that can be used has the id or name 'bsae'; 'base' is probably meant")]
    [InlineData("type: temporal\ntimespan: 1m", "11:3: SIGMA107 'correlation' needs 'rules'")]
    [InlineData("type: temporal\nrules: [base]\ntimespan: 1m\ngroupby: User", "14:3: SIGMA109 'groupby' means nothing in 'correlation'; 'group-by' is probably meant")]
    [InlineData("type: temporal\nrules: [base]\ntimespan: 1m\naliases: {who: {other: x}}", "14:19: SIGMA401 no rule that can be used has the id or name 'other'")]
    [InlineData("type: value_percentile\nrules: [base]\ntimespan: 1m\ncondition: {field: a, gt: 1, percentile: 101}", "14:44: SIGMA108 'percentile' lies between 0 and 100")]
    public void Refuses_with_the_place(string lines, string expected)
    {
        Assert.Equal(expected, Written.Errors(Base + Correlation(lines)));
        Assert.Empty(SigmaReader.Read([("", Base + Correlation(lines))]).Correlations);
    }

    [Fact]
    public void Circles_and_what_takes_them_are_refused()
    {
        static string Named(string name, string rule) => Correlation($"type: temporal\nrules: [{rule}]\ntimespan: 1m", $"{name}\nname: {name}") + "---\n";

        Assert.Equal("5:11: SIGMA403 'a' takes its own finds, through the rules it takes\n12:11: SIGMA403 'b' takes its own finds, through the rules it takes\n"
            + "19:11: SIGMA401 the correlation 'b' cannot be used itself", Written.Errors(Named("a", "b") + Named("b", "a") + Named("c", "b")));
    }
}
