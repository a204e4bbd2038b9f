using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Matoi.Detect.Alerts;
using Matoi.Detect.Intake;
using Matoi.Detect.Rules.BackTest;
using Matoi.Investigate.Hunting;
using Matoi.Model;
using Matoi.Model.Sources;
using Matoi.Storage.Lake;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Matoi.Detect.Streaming;

/// <summary>Shows stored records to a Sigma rule and counts the alerts and incidents that would have come of it: IR-3. Nothing is written.</summary>
public sealed class BackTestStreamRule(StreamRules rules, SourceCatalogue catalogue, DuckLake lake, TimeProvider clock)
{
    private const int MostShown = 500;

    /// <summary>The range.</summary>
    /// <param name="From">Events from it on: ISO 8601, or back from now as <c>7d</c>. Default 7d.</param>
    /// <param name="To">Events before it; null takes now.</param>
    public sealed record Request(string? From = null, string? To = null);

    /// <summary>What would have happened.</summary>
    /// <param name="RuleId">The rule.</param>
    /// <param name="From">Beginning of the range.</param>
    /// <param name="To">End of the range.</param>
    /// <param name="Records">Records that were looked at.</param>
    /// <param name="Hits">Records that the rule, or a rule that it correlates, hit.</param>
    /// <param name="Alerts">Alerts that would have been raised.</param>
    /// <param name="Incidents">Incidents that the rule alone would have opened.</param>
    /// <param name="Shown">The first alerts.</param>
    /// <param name="Seconds">How long it took.</param>
    public sealed record Result(string RuleId, DateTimeOffset From, DateTimeOffset To, long Records, long Hits, int Alerts, int Incidents, IReadOnlyList<Raised> Shown, double Seconds);

    /// <summary>An alert that would have been raised.</summary>
    public sealed record Raised(string Title, Severity Severity, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, long Events, IReadOnlyList<string> Entities);

    /// <summary>Tests a rule.</summary>
    public (Result? Result, Problem? Problem) Handle(string id, Request request, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (start, end, problem) = HuntTime.Read(request.From ?? "7d", request.To ?? "now", now);
        if (problem is not null || !rules.Content.Documents.ContainsKey(id))
        {
            return (null, problem ?? ShowStreamRule.NotFound(id));
        }

        var watch = Stopwatch.StartNew();
        var (from, to) = (new DateTimeOffset(start!.Value, TimeSpan.Zero), new DateTimeOffset(end!.Value, TimeSpan.Zero));
        var program = rules.Content.Compile((_, rule) => rule.Id == id);
        var (rehearsal, records) = (new StreamRehearsal(program), 0L);
        foreach (var source in program.Matcher.Records.Select(catalogue.Find).OfType<Source>())
        {
            foreach (var table in source.Tables.Select(t => t.Name).Intersect(lake.TableNames()))
            {
                records += Show(rehearsal, source, table, from, to, ct);
            }
        }

        var alerts = rehearsal.Finish();
        var incidents = new RehearseIncidents();
        foreach (var alert in alerts)
        {
            incidents.Place(UpsertAlert.Decide(null, new(alert.Alert, default), true, now).Alert);
        }

        return (new(id, from, to, records, rehearsal.Hits, alerts.Count, incidents.Incidents.Count,
            [.. alerts.Take(MostShown).Select(a => new Raised(a.Alert.Title, a.Alert.Severity, a.Alert.FirstSeen, a.Alert.LastSeen, a.Alert.Count ?? a.Events.Count, [.. a.Alert.Entities.Select(e => e.Name)]))],
            Math.Round(watch.Elapsed.TotalSeconds, 3)), null);
    }

    private long Show(StreamRehearsal rehearsal, Source source, string table, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        var records = 0L;
        using var connection = lake.OpenReader();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The name is quoted; values are parameters.
        command.CommandText = $"SELECT \"_Id\", \"_Raw\", epoch_us(\"TimeGenerated\") FROM {DuckLake.Quote(table)} WHERE \"_Source\" = $source AND \"TimeGenerated\" >= make_timestamp($from) AND \"TimeGenerated\" < make_timestamp($to)";
#pragma warning restore CA2100
        command.Parameters.Add(new("source", source.Id));
        command.Parameters.Add(new("from", from.ToUnixTimeMilliseconds() * 1000));
        command.Parameters.Add(new("to", to.ToUnixTimeMilliseconds() * 1000));
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            ct.ThrowIfCancellationRequested();
            var raw = Encoding.UTF8.GetBytes(reader.GetString(1));
            if (raw is [(byte)'{', ..])
            {
                records++;
                using var document = JsonDocument.Parse(raw);
                rehearsal.Show(source, new(document.RootElement, raw), reader.GetGuid(0).ToString("N"), DateTimeOffset.UnixEpoch.AddMicroseconds(reader.GetInt64(2)));
            }
        }

        return records;
    }

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapPost("/stream-rules/{id}/backtest", (string id, Request request, BackTestStreamRule test, CancellationToken ct) => test.Handle(id, request, ct) is var (result, problem) && problem is null ? Results.Ok(result) : problem.ToResult())
            .WithSummary("Counts the alerts and incidents that a Sigma rule would have made of stored records.");
}
