using System.Text.Json;
using Matoi.Detect.Rules;
using Matoi.Investigate.Incidents;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Matoi.Integration.Rules.RuleNode;

namespace Matoi.Integration.Rules;

/// <summary>The real program works off hours of missed rule runs and is killed again and again: every event is raised once, and the history has no gap.</summary>
public sealed class RuleKillTests : IDisposable
{
    private static readonly TimeSpan Backlog = TimeSpan.FromHours(5);
    private static readonly string[] Rules = ["grouped", "overlapping", "near"];
    private readonly string _data = TempNode.NewFolder();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rules_raise_every_event_once_when_the_program_is_killed_again_and_again()
    {
        var start = TimeProvider.System.GetUtcNow() - Backlog;
        var (events, ends) = await PrepareAsync(start);
        var rounds = Environment.GetEnvironmentVariable("MATOI_LONG") == "1" ? 20 : 3;
        for (var round = 1; round <= rounds; round++)
        {
            await KilledWhileStartingAsync();
            await KilledWhileRunningAsync(start + (Backlog * round / (rounds + 1)));
        }

        await FinishAsync();
        await CheckAsync(events, ends);
    }

    public void Dispose()
    {
        if (Directory.Exists(_data))
        {
            Directory.Delete(_data, recursive: true);
        }
    }

    /// <summary>Rules that have run once, hours ago, and the events of all the time since; what each rule must raise, and where it goes on.</summary>
    private async Task<(int Events, Dictionary<string, DateTimeOffset> Ends)> PrepareAsync(DateTimeOffset start)
    {
        await using var node = await StartAsync(_data, start);
        await node.AddAsync(
            Rule("grouped"),
            Rule("overlapping", frequency: "2m", period: "20m", more: "eventGroupingSettings: { aggregationKind: AlertPerResult }"),
            Rule("near", kind: "NRT"));
        await node.SweepAsync(start);
        var events = 0;
        for (var now = start.AddMinutes(10); now < start + Backlog - TimeSpan.FromMinutes(10); now += TimeSpan.FromMinutes(10))
        {
            // Stored as they happen, so that near-real-time runs find them all along the way.
            node.Clock.Now = now;
            DateTimeOffset[] times = [.. Enumerable.Range(0, 3).Select(i => now.AddSeconds(-i * 197))];
            await node.EventsAsync(times);
            events += times.Length;
        }

        var ends = new Dictionary<string, DateTimeOffset>();
        foreach (var id in Rules)
        {
            ends[id] = (await node.StateAsync(id)).LastEnd!.Value;
        }

        return (events, ends);
    }

    private async Task KilledWhileStartingAsync()
    {
        await using var server = ServerProcess.Start(_data);
        await Task.Delay(Random.Shared.Next(2_500), Ct);
        await server.KillAsync();
    }

    /// <summary>Kills the program when a rule has worked off its windows up to a time, and a little more.</summary>
    private async Task KilledWhileRunningAsync(DateTimeOffset reached)
    {
        await using var server = ServerProcess.Start(_data);
        await server.ReadyAsync(Ct);
        JsonElement state;
        while ((state = (await server.GetAsync("rules/overlapping", Ct)).GetProperty("state")).GetProperty("lastEnd").GetDateTimeOffset() < reached)
        {
            await Task.Delay(25, Ct);
        }

        await Task.Delay(Random.Shared.Next(60), Ct);
        await server.KillAsync();
        Assert.True(state.GetProperty("nextRun").GetDateTimeOffset() < TimeProvider.System.GetUtcNow(), "nothing was left to do when the program was killed");
    }

    private async Task FinishAsync()
    {
        await using var server = ServerProcess.Start(_data);
        await server.ReadyAsync(Ct);
        foreach (var id in Rules)
        {
            while ((await server.GetAsync($"rules/{id}", Ct)).GetProperty("state").GetProperty("nextRun").GetDateTimeOffset() < TimeProvider.System.GetUtcNow())
            {
                await Task.Delay(100, Ct);
            }
        }
    }

    private async Task CheckAsync(int events, Dictionary<string, DateTimeOffset> ends)
    {
        await using var node = await StartAsync(_data, TimeProvider.System.GetUtcNow());
        await node.CorrelateAsync();
        await using var db = await node.Node.DbAsync();
        foreach (var id in Rules)
        {
            var evidence = await db.RuleEvidence.Where(e => e.RuleId == id).ToListAsync(Ct);
            var raised = evidence.SelectMany(e => JsonElement.Parse(e.Rows).EnumerateArray()).CountBy(row => row[1].GetString()!).ToList();
            Assert.Equal((id, events, events), (id, raised.Count, raised.Sum(e => e.Value)));

            // The first run is the one before the program was started.
            var runs = (await node.RunsAsync(id)).OrderBy(r => r.To).ToList();
            Assert.Equal((id, ends[id]), (id, runs[0].To));
            Assert.All(runs.Zip(runs.Skip(1)), pair => Assert.Equal((pair.First.To, RunOutcome.Succeeded), (pair.Second.Previous, pair.Second.Outcome)));
            Assert.Equal((id, (await node.StateAsync(id)).LastEnd, evidence.Count), (id, runs[^1].To, runs.Sum(r => r.Alerts)));
        }

        var alerts = await db.Alerts.GroupBy(a => a.IncidentId).Select(g => new { Incident = g.Key, Alerts = g.Count() }).ToListAsync(Ct);
        var incidents = await db.Incidents.Select(i => new { Incident = (Guid?)i.Id, i.AlertCount }).ToListAsync(Ct);
        Assert.Equal(alerts.OrderBy(a => a.Incident).Select(a => (a.Incident, a.Alerts)), incidents.OrderBy(i => i.Incident).Select(i => (i.Incident, i.AlertCount)));
        Assert.Empty(await node.Node.Get<CheckTimelines>().HandleAsync(Ct));
    }
}
