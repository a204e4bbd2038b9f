using System.Globalization;
using Matoi.Investigate.Hunting.Checks;
using Xunit;

namespace Matoi.Conformance.Kql;

/// <summary>Published analytics rules and hunting queries are read, bound and run, on empty tables and on tables with synthetic rows.</summary>
public class RulesTests
{
    [Theory]
    [InlineData("rules", 0, 0.99, 0.97)]
    [InlineData("rules", 3, 0.99, 0.97)]
    [InlineData("rules-2026", 0, 0.98, 0.97)]
    [InlineData("rules-2026", 3, 0.98, 0.97)]
    public void Rules_run_when_their_tables_are_known(string folder, int rows, double bound, double executed)
    {
        Corpus.SkipWithoutShared();

        var report = CheckFiles.Run(new([Path.Combine(Corpus.Folder, folder)]) { Rows = rows, Now = new(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc) }, TestContext.Current.CancellationToken);

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"kql.{folder} with {rows} rows: {report.Total} queries, {report.Parsed} read, {report.Bound} bound, {report.Executed} run, {report.Warnings.Count} warnings, {report.Seconds:0.0} s"));
        KnownFailures.Check($"{folder}-{rows}.tsv", report.Failed.Select(f => (Corpus.Name(f.File), f.Code, $"{f.Line}:{f.Column}: {f.Message}")));
        Assert.True(report.Bound >= bound * report.Total, $"{report.Bound} of {report.Total} are bound");
        Assert.True(report.Executed >= executed * report.Total, $"{report.Executed} of {report.Total} are run");
    }

    [Fact]
    public void Failure_names_its_place_in_the_file_when_a_rule_is_wrong()
    {
        var folder = Directory.CreateTempSubdirectory("matoi-rules-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "a.yaml"), "id: a\nquery: |\n\n    AWSCloudTrail\n    | where EventNam == 'x'\n    | project Nothing\nname: b\n");
            File.WriteAllText(Path.Combine(folder, "b.kql"), "AWSCloudTrail\n| wher x\n");
            File.WriteAllText(Path.Combine(folder, "c.yml"), "name: no query here\n");
            File.WriteAllText(Path.Combine(folder, "d.yaml"), "query: \"AWSCloudTrial | count\"\n");
            File.WriteAllText(Path.Combine(folder, "e.yaml"), "query: [\n");

            var report = CheckFiles.Run(new([folder]) { Strict = true, Now = new(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc) }, TestContext.Current.CancellationToken);

            Assert.Equal(
                ["a.yaml:5:13 KQL201 Bind", "b.kql:2:3 KQL109 Parse", "d.yaml:1:9 KQL206 Bind", "e.yaml:2:1 rule-syntax Parse"],
                report.Failed.Select(f => $"{Path.GetFileName(f.File)}:{f.Line}:{f.Column} {f.Code} {f.Stage}"));
            Assert.Equal((4, 2, 0, 0), (report.Total, report.Parsed, report.Bound, report.Executed));
            Assert.Equal(["6:15: KQL201 no column or variable 'Nothing' here"], report.Failed[0].Others.Select(o => o.Split(" (")[0]));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
