using Matoi.Detect.Rules.Reading;
using Matoi.Detect.Rules.Running;
using Matoi.Investigate.Hunting;
using Matoi.Kql;
using Matoi.Model;
using Matoi.Storage.Lake;
using Matoi.Storage.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Detect.Rules.Testing;

/// <summary>Checks a rule, runs the tests it brings with it, and runs it on what is stored, without raising anything: IR-3.</summary>
public sealed class TestRule(CheckRule check, RuleRunner runner, RuleClouds clouds, LakeKql lake, RuleOptions options, IDbContextFactory<MatoiDb> databases, TimeProvider clock)
{
    private const int MostRowsShown = 20;

    /// <summary>What to test: a stored rule, or the text of a file.</summary>
    /// <param name="Id">A stored rule; null when <paramref name="Text"/> is given.</param>
    /// <param name="File">The file as messages name it.</param>
    /// <param name="Text">Its text.</param>
    /// <param name="From">Earliest event: ISO 8601, or back from now as <c>7d</c>; null takes the rule's period before the end.</param>
    /// <param name="To">End of the window; null takes now less the delay that events are given.</param>
    public sealed record Request(string? Id, string? File, string? Text, string? From = null, string? To = null);

    /// <summary>How one rule did.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Content">What the document is.</param>
    /// <param name="Problems">What keeps it from being run.</param>
    /// <param name="Warnings">What was tolerated.</param>
    /// <param name="Tests">How its own tests went.</param>
    /// <param name="From">Earliest event that the run saw.</param>
    /// <param name="To">End of the run's window.</param>
    /// <param name="Columns">Columns of the result.</param>
    /// <param name="Rows">Rows of the result.</param>
    /// <param name="FirstRows">The first of them as a JSON array of arrays.</param>
    /// <param name="Milliseconds">How long the query took.</param>
    /// <param name="Triggered">Whether the number of rows fulfils the condition.</param>
    /// <param name="Alerts">Alerts it would raise.</param>
    public sealed record Result(string Name, RuleContent Content, IReadOnlyList<Problem> Problems, IReadOnlyList<Problem> Warnings, IReadOnlyList<RunTests.Outcome> Tests, DateTimeOffset? From = null,
        DateTimeOffset? To = null, IReadOnlyList<string>? Columns = null, int Rows = 0, System.Text.Json.JsonElement? FirstRows = null, long Milliseconds = 0, bool Triggered = false, IReadOnlyList<Raised>? Alerts = null)
    {
        /// <summary>True when nothing is wrong and every test passed.</summary>
        public bool Passed => Problems.Count == 0 && Tests.All(t => t.Passed);
    }

    /// <summary>An alert that would be raised.</summary>
    public sealed record Raised(string Title, Severity Severity, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, long Rows, IReadOnlyList<string> Entities);

    /// <summary>Tests every rule of the request.</summary>
    public async Task<(IReadOnlyList<Result>? Results, Problem? Problem)> HandleAsync(Request request, CancellationToken ct)
    {
        var (from, to, problem) = HuntTime.Read(request.From, request.To, clock.GetUtcNow());
        if (problem is not null)
        {
            return (null, problem);
        }

        var (file, text) = (request.File ?? "rule.yaml", request.Text);
        IEnumerable<RuleReading> readings;
        if (request.Id is { } id)
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            if (await db.Rules.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct) is not { } state)
            {
                return (null, EnableRule.NotFound(id));
            }

            readings = RuleFile.Read(state.File, state.Text);
        }
        else if (text is null)
        {
            return (null, new("rule-missing", "say which rule to test: an id, or the text of a file", "id"));
        }
        else
        {
            readings = RuleFile.Read(file, text);
        }

        var results = new List<Result>();
        foreach (var reading in readings)
        {
            results.Add(await TestAsync(reading, from, to, ct));
        }

        return (results, null);
    }

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapPost("/rules/test", async (Request request, TestRule test, CancellationToken ct)
            => await test.HandleAsync(request, ct) is var (results, problem) && problem is null ? Results.Ok(results) : problem.ToResult())
            .WithSummary("Checks a rule and runs it on what is stored, without raising anything.");

    private async Task<Result> TestAsync(RuleReading reading, DateTime? start, DateTime? to, CancellationToken ct)
    {
        if (reading.Rule is not { } rule)
        {
            return new(reading.Name, reading.Content, reading.Errors, reading.Warnings, []);
        }

        var (errors, notes) = check.Handle(reading);
        var told = new Result(reading.Name, reading.Content, errors, [.. reading.Warnings, .. notes], errors.Count > 0 ? [] : RunTests.Of(rule, lake.Catalog(), clouds, ct));
        if (errors.Count > 0)
        {
            return told;
        }

        var end = to is null ? clock.GetUtcNow() - options.Delay(rule.Kind) : new(to.Value, TimeSpan.Zero);
        var from = start is null ? end - rule.Period : new(start.Value, TimeSpan.Zero);
        var window = new RuleWindow(from, from, end);
        try
        {
            var result = await runner.QueryAsync(rule, window, byIngestTime: false, ct);
            var table = new ResultTable(result.Columns, result.Rows);
            var decided = DecideAlerts.Decide(rule, window, table, [.. table.Rows.Select(row => RowHash.Of(table, row))], new HashSet<UInt128>(), clouds.Of(rule));
            return told with
            {
                From = from,
                To = end,
                Columns = [.. result.Columns.Select(c => c.Name)],
                Rows = result.Rows.Count,
                Milliseconds = (long)result.Elapsed.TotalMilliseconds,
                Triggered = decided.Triggered,
                FirstRows = System.Text.Json.JsonElement.Parse(EvidenceRows.Write(table, [.. result.Rows.Take(MostRowsShown)])),
                Alerts = [.. decided.Alerts.Select(a => new Raised(a.Alert.Title, a.Alert.Severity, a.Alert.FirstSeen, a.Alert.LastSeen, a.Rows.Count, [.. a.Alert.Entities.Select(e => e.Key)]))],
            };
        }
        catch (KqlException e)
        {
            return told with { Problems = [new("rule-query", $"{reading.File}: {e.Message}", reading.File)] };
        }
    }
}
