using System.Globalization;
using Matoi.Investigate.Hunting.Checks;
using Xunit;

namespace Matoi.Conformance.Kql;

/// <summary>Recorded answers of the real engine, and the documentation's examples with their outputs.</summary>
public class CasesTests
{
    [Theory]
    [InlineData("kql-oracle", 0.97)]
    [InlineData("kql-docs", 0.85)]
    public void Answers_are_the_recorded_ones(string corpus, double least)
    {
        Corpus.SkipWithoutShared();

        var report = RunRecordedCases.Run(Path.Combine(Repository.Shared!, "conformance", corpus, "cases.jsonl"), onlyHigh: true, new(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc), TestContext.Current.CancellationToken);

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"kql.{corpus}: {report.Total} cases, {report.Right} right, {report.Wrong} wrong, {report.Refused} refused, {report.Error} errors, {report.Seconds:0.0} s"));
        KnownFailures.Check($"{corpus}.tsv", report.Failing.Select(f => (f.Id, f.Outcome, f.Message.ReplaceLineEndings(" "))));

        // Functions on the globe are refused by name; of all other examples so many must be right.
        var geo = report.Failing.Count(f => f.Id.StartsWith("geo-", StringComparison.Ordinal));
        Assert.True(report.Right >= least * (report.Total - geo), $"{report.Right} of {report.Total - geo} are right");
    }
}
