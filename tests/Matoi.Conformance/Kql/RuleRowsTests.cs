using System.Globalization;
using System.Text.RegularExpressions;
using Matoi.Kql;
using Xunit;

namespace Matoi.Conformance.Kql;

/// <summary>
/// How many rows the public rules give on real records, at the moments after which the records lie. <c>tests/Goldens/kql/rule-rows.tsv</c> has a line for each rule and
/// moment with a result (hunting queries look back 14 days): moment, rule, rows, and where somebody has counted otherwise, how. <c>MATOI_RECORD=1</c> writes it and keeps the last column.
/// </summary>
public partial class RuleRowsTests(SampleLake lake) : IClassFixture<SampleLake>
{
    private static readonly string[] Moments =
    [
        "2019-01-01T01:00:00Z", "2020-02-14T19:00:00Z", "2021-04-26T08:00:00Z", "2021-04-28T16:00:00Z", "2023-05-23T20:00:00Z", "2023-07-10T13:00:00Z", "2024-01-15T21:00:00Z", "2024-01-18T07:00:00Z",
        "2024-07-30T22:00:00Z", "2024-08-02T10:00:00Z", "2024-08-18T18:00:00Z", "2025-01-15T16:00:00Z", "2025-12-15T16:00:00Z",
    ];

    private static readonly TimeSpan Fortnight = TimeSpan.FromDays(14);

    private static string Golden => Path.Combine(Repository.Goldens, "kql", "rule-rows.tsv");

    [Fact]
    public void Rules_give_the_recorded_numbers_of_rows_on_real_records()
    {
        Corpus.SkipWithoutShared();
        var known = File.Exists(Golden) ? File.ReadLines(Golden).Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split('\t')).ToDictionary(f => (f[0], f[1])) : [];
        var stored = lake.Kql.Catalog().FilledTableNames.ToHashSet(StringComparer.Ordinal);
        var filled = Moments.ToDictionary(m => m, m => stored.Where(t => Count($"['{t}'] | count", Time(m), Fortnight) > 0).ToHashSet(StringComparer.Ordinal));

        var now = Corpus.Rules().SelectMany(r => Moments.Select(m => (Moment: m, Rule: r))).Where(r => Words().Matches(r.Rule.Query).Any(w => filled[r.Moment].Contains(w.Value))).AsParallel()
            .Select(r => (r.Moment, r.Rule.Name, Rows: Count(r.Rule.Query, Time(r.Moment), r.Rule.Period ?? Fortnight))).Where(r => r.Rows > 0 || known.ContainsKey((r.Moment, r.Name)))
            .AsEnumerable().OrderBy(r => r.Moment, StringComparer.Ordinal).ThenBy(r => r.Name, StringComparer.Ordinal).Select(r => (r.Moment, r.Name, Rows: $"{r.Rows}")).ToList();

        Console.WriteLine($"kql.rule-rows: {now.Select(r => r.Name).Distinct().Count()} rules give rows on real records, {now.Count} results");
        if (Repository.Recording)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Golden)!);
            File.WriteAllLines(Golden, now.Select(r => $"{r.Moment}\t{r.Name}\t{r.Rows}\t{(known.TryGetValue((r.Moment, r.Name), out var old) && old.Length > 3 && old[2] == r.Rows ? old[3] : "")}".TrimEnd('\t')));
        }

        Assert.Equal(File.ReadLines(Golden).Where(l => l.Length > 0 && l[0] != '#').Select(l => string.Join(' ', l.Split('\t').Take(3))), now.Select(r => $"{r.Moment} {r.Name} {r.Rows}"));
    }

    [Fact]
    public void Forty_rules_have_been_counted_otherwise()
        => Assert.True(File.ReadLines(Golden).Select(l => l.Split('\t')).Where(f => f.Length > 3 && f[3].Length > 0).Select(f => f[1]).Distinct().Count() >= 40);

    private int Count(string query, DateTime now, TimeSpan period)
    {
        try
        {
            var result = lake.Kql.Run(query, new(now) { From = now - period, To = now, Lenient = true, EmptyExternals = true }, TestContext.Current.CancellationToken);
            return result.Columns is [{ Name: "Count" }] && query.EndsWith("| count", StringComparison.Ordinal) ? (int)(long)result.Rows[0][0]! : result.Rows.Count;
        }
        catch (KqlException)
        {
            // Rules that do not run stand in a list of their own.
            return 0;
        }
    }

    private static DateTime Time(string moment) => DateTime.Parse(moment, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);

    [GeneratedRegex(@"\b[A-Z][A-Za-z0-9_]+\b")]
    private static partial Regex Words();
}
