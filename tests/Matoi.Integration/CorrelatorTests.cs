using Matoi.Detect.Alerts;
using Matoi.Detect.Correlate;
using Matoi.Detect.Intake;
using Matoi.Investigate.Incidents;
using Matoi.Model;
using Matoi.Model.Alerts;
using Matoi.Model.Entities;
using Matoi.Model.Incidents;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Matoi.Integration;

/// <summary>The correlation in memory says what the state store says, after restarts and after what people do.</summary>
public sealed class CorrelatorTests
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_restarted_node_decides_as_one_that_ran_on()
    {
        var random = new Random(4);
        var alerts = Enumerable.Range(0, 120).Select(n => Raised(n, random.Next(2000), $"p{random.Next(25)}", $"203.0.113.{random.Next(6)}")).ToList();
        await using var straight = await TempNode.StartAsync();
        var folder = TempNode.NewFolder();
        try
        {
            foreach (var part in alerts.Chunk(40))
            {
                await PlaceAsync(straight, part);
                await using var restarted = await TempNode.StartAsync(folder);
                await PlaceAsync(restarted, part);
            }

            await using var node = await TempNode.StartAsync(folder);
            var (expected, actual) = (await GroupsAsync(straight), await GroupsAsync(node));
            Assert.InRange(expected.Count, 2, 119);
            Assert.Equal(expected, actual);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_closed_incident_is_joined_no_more_and_a_reopened_one_is()
    {
        await using var node = await TempNode.StartAsync();
        await PlaceAsync(node, Raised(1, 0, "alice", "203.0.113.9"));
        Assert.Null(await node.Get<CloseIncident>().HandleAsync(1, new(Classification.FalsePositive, null, "a drill"), "bob", Ct));
        await PlaceAsync(node, Raised(2, 1, "alice", "203.0.113.9"));
        Assert.Equal(["1", "2"], await GroupsAsync(node));

        Assert.Null(await node.Get<CloseIncident>().HandleAsync(2, new(Classification.FalsePositive, null, "a drill"), "bob", Ct));
        Assert.Null(await node.Get<ReopenIncident>().HandleAsync(1, new("was none"), "bob", Ct));
        await PlaceAsync(node, Raised(3, 2, "alice", "203.0.113.9"));
        Assert.Equal(["1,3", "2"], await GroupsAsync(node));
    }

    [Fact]
    public async Task An_alert_that_was_moved_takes_its_entities_along()
    {
        await using var node = await TempNode.StartAsync();
        await PlaceAsync(node, Raised(1, 0, "alice", "203.0.113.9"), Raised(2, 0, "bob", "203.0.113.77"), Raised(3, 1, "alice", "203.0.113.9"));
        await using (var db = await node.DbAsync())
        {
            // As a use case that moves an alert: both incidents get an entry.
            var incidents = await db.Incidents.OrderBy(i => i.Number).ToListAsync(Ct);
            foreach (var alert in await db.Alerts.Where(a => a.SourceRef == "1" || a.SourceRef == "3").ToListAsync(Ct))
            {
                alert.IncidentId = incidents[1].Id;
            }

            db.Timeline.AddRange(incidents.Select(i => i.Append(TimelineKind.Comment, "bob", "Moved", TimeProvider.System.GetUtcNow())));
            await db.SaveChangesAsync(Ct);
        }

        await PlaceAsync(node, Raised(4, 2, "alice", "203.0.113.9"));
        Assert.Equal(["1,2,3,4"], await GroupsAsync(node));
    }

    [Fact]
    public async Task What_a_split_taught_is_kept_over_a_restart()
    {
        var folder = TempNode.NewFolder();
        try
        {
            await using (var node = await TempNode.StartAsync(folder))
            {
                await PlaceAsync(node, Raised(1, 0, "", "203.0.113.9"));
                await using var db = await node.DbAsync();
                for (var split = 0; split < 3; split++)
                {
                    await CorrelationLearning.LearnAsync(db, ["ip:203.0.113.9", "ip:203.0.113.9@aws:111122223333"], TimeProvider.System.GetUtcNow(), Ct);
                }

                await db.SaveChangesAsync(Ct);
            }

            await using var again = await TempNode.StartAsync(folder);
            await PlaceAsync(again, Raised(2, 1, "", "203.0.113.9"));
            Assert.Equal(["1", "2"], await GroupsAsync(again));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static RaisedAlert Raised(int number, int minute, string person, string address) => new(new Alert
    {
        Source = "test", SourceRef = $"{number}", Title = $"Rule {number % 7}", AlertType = $"rule-{number % 7}", Product = "Test", Severity = Severity.Medium, Cloud = Cloud.Aws, CloudAccount = "111122223333",
        FirstSeen = Now.AddHours(-40).AddMinutes(minute), LastSeen = Now.AddHours(-40).AddMinutes(minute),
        Entities = [.. new[] { Entity.AccountByMail(person.Length > 0 ? $"{person}@example.com" : null, Cloud.Aws), Entity.Ip(address) }.OfType<Entity>()],
    }, (UInt128)(number + 1));

    private static async Task PlaceAsync(TempNode node, params RaisedAlert[] alerts)
    {
        // One by one: what waits together is placed in the order of the outbox either way.
        foreach (var alert in alerts)
        {
            await node.Get<AlertWriter>().CommitAsync([alert], [], null, Ct);
        }

        await node.Get<Correlator>().DrainAsync(Ct);
    }

    private static async Task<List<string>> GroupsAsync(TempNode node)
    {
        await using var db = await node.DbAsync();
        var alerts = await db.Alerts.Select(a => new { a.SourceRef, a.IncidentId }).ToListAsync(Ct);
        return [.. alerts.GroupBy(a => a.IncidentId).Select(g => string.Join(',', g.Select(a => int.Parse(a.SourceRef)).Order())).Order(StringComparer.Ordinal)];
    }
}
