using Matoi.Sigma.Reading;
using Xunit;

namespace Matoi.Sigma.Tests.Reading;

public class FilterTests
{
    private const string Rule = "title: t\nname: rule\nid: 53ba33fd-3a50-4468-a5ef-c583635cfa92\nlogsource: {product: windows, category: process_creation}\ndetection:\n  s: {a: b}\n  condition: s\n---\n";

    private static string Filter(string rules, string condition, string logsource = "product: windows")
        => $"title: f\nlogsource: {{{logsource}}}\nfilter:\n  rules: {rules}\n  selection: {{User|startswith: adm_}}\n  other: {{x: y}}\n  condition: {condition}\n";

    [Theory]
    [InlineData("[rule]", "selection", "(a='b' & !User='adm_*')")]
    [InlineData("[53ba33fd-3a50-4468-a5ef-c583635cfa92]", "selection and other", "(a='b' & !(User='adm_*' & x='y'))")]
    [InlineData("any", "selection", "(a='b' & !User='adm_*')")]
    [InlineData("[rule]", "not selection", "(a='b' & !User='adm_*')")]
    [InlineData("[rule]", "not (selection or other)", "(a='b' & !(User='adm_*' | x='y'))")]
    [InlineData("[rule]", "not selection and other", "(a='b' & !(!User='adm_*' & x='y'))")]
    public void Filter_excludes(string rules, string condition, string expected) => Assert.Equal(expected, Written.Line(Assert.Single(Written.Read(Rule + Filter(rules, condition)).Rules).Condition));

    [Fact]
    public void Filters_of_other_files_and_several_filters_apply()
    {
        var set = SigmaReader.Read([("f.yml", Filter("any", "selection") + "---\n" + Filter("any", "other")), ("r.yml", Rule)]);

        Assert.Equal("(a='b' & !User='adm_*' & !x='y')", Written.Line(Assert.Single(set.Rules).Condition));
        Assert.Equal(3, set.Total);
    }

    [Theory]
    [InlineData("any", "product: linux", "")]
    [InlineData("[rule]", "product: linux", "12:11: SIGMA906 the rule 'rule' is about other logs than linux, so that the filter does not change it")]
    [InlineData("[none]", "product: windows", "12:11: SIGMA906 no rule has the id or name 'none'")]
    public void Filter_of_other_logs_or_rules_changes_nothing(string rules, string logsource, string warning)
    {
        var text = Rule + Filter(rules, "1 of them", logsource);

        Assert.Equal("a='b'", Written.Line(Assert.Single(Written.Read(text).Rules).Condition));
        Assert.Equal(warning, Written.Warnings(text));
    }

    [Theory]
    [InlineData("title: f\nlogsource: {product: p}\nfilter: {selection: {a: b}, condition: selection}", "3:9: SIGMA107 'filter' needs 'rules'")]
    [InlineData("title: f\nlogsource: {product: p}\nfilter: {rules: [x], selection: {a: b}}", "3:9: SIGMA107 'filter' needs 'condition'")]
    [InlineData("title: f\nfilter: {rules: [x], selection: {a: b}, condition: selection}", "1:1: SIGMA107 a filter needs 'logsource'")]
    public void Refuses_with_the_place(string text, string expected) => Assert.Equal(expected, Written.Errors(text));
}
