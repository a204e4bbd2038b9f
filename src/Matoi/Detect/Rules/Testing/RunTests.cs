using DuckDB.NET.Data;
using Matoi.Detect.Rules.Reading;
using Matoi.Detect.Rules.Running;
using Matoi.Kql;
using Matoi.Kql.DuckDb;
using Matoi.Model.Sources;

namespace Matoi.Detect.Rules.Testing;

/// <summary>Runs the tests that a rule brings with it, each on rows of its own in a database in memory.</summary>
public static class RunTests
{
    /// <summary>How a test went.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Passed">True when the rule made of the rows what the test says.</param>
    /// <param name="Message">What it made instead; null when it passed.</param>
    public sealed record Outcome(string Name, bool Passed, string? Message);

    private static readonly DateTimeOffset AnyDay = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Runs every test of the rule.</summary>
    public static IReadOnlyList<Outcome> Of(AnalyticsRule rule, KqlCatalog schemas, RuleClouds clouds, CancellationToken ct) => [.. rule.Tests.Select(test => Run(rule, test, schemas, clouds, ct))];

    private static Outcome Run(AnalyticsRule rule, RuleTest test, KqlCatalog schemas, RuleClouds clouds, CancellationToken ct)
    {
        try
        {
            var result = Query(rule, test, schemas, out var window, ct);
            var table = new ResultTable(result.Columns, result.Rows);
            var alerts = DecideAlerts.Decide(rule, window, table, [.. table.Rows.Select(row => RowHash.Of(table, row))], new HashSet<UInt128>(), clouds.Of(rule)).Alerts;
            var wrong = Differences(test, alerts, result.Rows.Count).ToList();
            return new(test.Name, wrong.Count == 0, wrong.Count == 0 ? null : string.Join("; ", wrong));
        }
        catch (KqlException e)
        {
            return new(test.Name, false, e.Message);
        }
    }

    private static KqlResult Query(AnalyticsRule rule, RuleTest test, KqlCatalog schemas, out RuleWindow window, CancellationToken ct)
    {
        var end = test.Now ?? LatestRow(test)?.AddMinutes(1) ?? AnyDay;
        window = new(end - rule.Period, end - rule.Period, end);
        var from = rule.Kind == RuleKind.NRT ? end - RuleFields.Longest : window.From;
        using var database = new DuckDBConnection("Data Source=:memory:");
        database.Open();
        var tables = SampleTables.Fill(database, schemas, test.Rows, end - TimeSpan.FromSeconds(30));
        var engine = new DuckDbEngine(() => Duplicate(database));
        return engine.Run(rule.Query, new SampleCatalog(schemas, tables), new KqlOptions(end.UtcDateTime) { From = from.UtcDateTime, To = end.UtcDateTime, EmptyExternals = true }, ct);
    }

    private static DuckDBConnection Duplicate(DuckDBConnection database)
    {
        var connection = database.Duplicate();
        connection.Open();
        return connection;
    }

    private static DateTimeOffset? LatestRow(RuleTest test)
        => test.Rows.Values.SelectMany(rows => rows).Select(row => row.GetValueOrDefault("TimeGenerated")).OfType<string>().Select(EventTimes.Read).OfType<DateTimeOffset>()
            .Select(time => (DateTimeOffset?)time).Max();

    private static IEnumerable<string> Differences(RuleTest test, IReadOnlyList<RuleAlert> alerts, int rows)
    {
        if (alerts.Count != test.Alerts)
        {
            yield return $"{alerts.Count} alerts of {rows} rows instead of {test.Alerts}";
            yield break;
        }

        var named = alerts.SelectMany(a => a.Alert.Entities).Select(e => e.Key).ToHashSet();
        foreach (var entity in test.Entities.Where(e => !named.Contains(e)))
        {
            yield return $"no alert names {entity}, but {(named.Count > 0 ? string.Join(", ", named) : "nothing")}";
        }

        if (test.Title is { } title && alerts.Count > 0 && alerts[0].Alert.Title != title)
        {
            yield return $"the title is '{alerts[0].Alert.Title}' instead of '{title}'";
        }

        if (test.Severity is { } severity && alerts.Count > 0 && RuleWords.SeverityOf(severity) != alerts[0].Alert.Severity)
        {
            yield return $"the severity is {alerts[0].Alert.Severity} instead of {severity}";
        }
    }
}
