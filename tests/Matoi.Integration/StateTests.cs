using Matoi.Detect.Alerts;
using Matoi.Detect.Correlate;
using Matoi.Detect.Intake;
using Matoi.Investigate.Incidents;
using Matoi.Model.Alerts;
using Matoi.Model.Entities;
using Matoi.Model.Incidents;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Matoi.Integration;

/// <summary>The state store: its schema, several writers at once, and steps that are stopped between.</summary>
public class StateTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Has_a_migration_for_everything_in_the_model()
    {
        await using var node = await TempNode.StartAsync();
        await using var db = await node.DbAsync();

        Assert.False(db.Database.HasPendingModelChanges(), "the model has changed: dotnet ef migrations add");
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(Ct));
    }

    [Fact]
    public async Task Starts_when_a_process_before_was_killed_while_it_migrated()
    {
        var folder = TempNode.NewFolder();
        try
        {
            await using (var killed = await TempNode.StartAsync(folder))
            await using (var db = await killed.DbAsync())
            {
                await db.Database.ExecuteSqlRawAsync("INSERT INTO \"__EFMigrationsLock\" VALUES (1, '2026-11-23 00:00:00')", Ct);
            }

            // It would wait for ever.
            await using var node = await TempNode.StartAsync(folder).WaitAsync(TimeSpan.FromMinutes(1), Ct);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Keeps_both_changes_in_order_when_two_people_change_one_incident_at_once()
    {
        await using var node = await TempNode.StartAsync();
        await node.IngestTextAsync("a.json", Sample.GuardDuty("f1"));
        var comment = node.Get<CommentIncident>();

        var problems = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => comment.HandleAsync(1, new($"comment {i}"), $"user{i}", Ct))));

        Assert.All(problems, Assert.Null);
        var detail = (await node.Get<ShowIncident>().HandleAsync(1, Ct))!;
        Assert.Null(detail.BrokenEntry);
        Assert.Equal(Enumerable.Range(1, detail.Timeline.Count), detail.Timeline.Select(t => t.Sequence));
        Assert.Equal(["comment 0", "comment 1", "comment 2", "comment 3"], detail.Timeline.Where(t => t.Kind == TimelineKind.Comment).Select(t => t.Text).Order());
    }

    [Fact]
    public async Task Decides_anew_when_somebody_else_closed_the_incident_meanwhile()
    {
        await using var node = await TempNode.StartAsync();
        await node.IngestTextAsync("a.json", Sample.GuardDuty("f1"));
        var changes = node.Get<IncidentChanges>();
        var tries = 0;

        var problem = await changes.ApplyAsync(1, "alice", (incident, now) =>
        {
            if (tries++ == 0)
            {
                // Another writer comes between reading and writing.
                Assert.Null(node.Get<CloseIncident>().HandleAsync(1, new(Classification.TruePositive, null, "done"), "bob", Ct).GetAwaiter().GetResult());
            }

            return AssignIncident.Decide(incident, new("alice"), "alice", now);
        }, Ct);

        Assert.Equal(("incident-closed", 2), (problem!.Code, tries));
        var detail = (await node.Get<ShowIncident>().HandleAsync(1, Ct))!;
        Assert.Equal((TimelineKind.Closed, null), (detail.Timeline[^1].Kind, detail.BrokenEntry));
    }

    [Fact]
    public async Task Keeps_a_persons_change_when_the_correlator_adds_alerts_meanwhile()
    {
        await using var node = await TempNode.StartAsync();
        await node.IngestTextAsync("a.json", Sample.GuardDuty("f0"));

        var people = Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => node.Get<CommentIncident>().HandleAsync(1, new($"comment {i}"), "alice", Ct))));
        var alerts = Task.WhenAll(Enumerable.Range(1, 8).Select(i => node.IngestTextAsync($"{i}.json", Sample.GuardDuty($"f{i}", minute: i))));
        await Task.WhenAll(people, alerts);

        Assert.All(await people, Assert.Null);
        var detail = (await node.Get<ShowIncident>().HandleAsync(1, Ct))!;
        Assert.Equal((9, 8, null), (detail.Incident.AlertCount, detail.Timeline.Count(t => t.Kind == TimelineKind.Comment), detail.BrokenEntry));
    }

    [Fact]
    public async Task Names_the_incident_when_its_last_timeline_entry_was_deleted()
    {
        await using var node = await TempNode.StartAsync();
        await node.IngestTextAsync("a.json", Sample.GuardDuty("f1"));
        await using (var db = await node.DbAsync())
        {
            await db.Timeline.OrderByDescending(t => t.Sequence).Take(1).ExecuteDeleteAsync(Ct);
        }

        Assert.Equal([1], await node.Get<CheckTimelines>().HandleAsync(Ct));
        Assert.Equal(2, (await node.Get<ShowIncident>().HandleAsync(1, Ct))!.BrokenEntry);
    }

    [Fact]
    public async Task Gives_every_alert_one_incident_when_the_correlator_runs_again_and_again()
    {
        await using var node = await TempNode.StartAsync();
        await RaiseAsync(node, 1, 2, 3);
        var correlator = node.Get<Correlator>();

        await correlator.DrainAsync(Ct);
        var once = await StateAsync(node);
        await correlator.DrainAsync(Ct);

        Assert.Equal(once, await StateAsync(node));
        Assert.StartsWith("1 incidents, 3 alerts, 0 events", once, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Comes_to_the_same_incident_when_it_was_stopped_between_events()
    {
        await using var straight = await TempNode.StartAsync();
        await RaiseAsync(straight, 1, 2, 3);
        await straight.Get<Correlator>().DrainAsync(Ct);

        var folder = TempNode.NewFolder();
        try
        {
            foreach (var number in (int[])[1, 2, 3])
            {
                // The alert is committed with its event; the program ends before the next step has run, every time but the last.
                await using var stopped = await TempNode.StartAsync(folder);
                await RaiseAsync(stopped, number);
            }

            await using var node = await TempNode.StartAsync(folder);
            await node.Get<Correlator>().DrainAsync(Ct);
            Assert.Equal(await StateAsync(straight), await StateAsync(node));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Leaves_everything_to_be_done_when_it_is_stopped_in_the_middle()
    {
        await using var node = await TempNode.StartAsync();
        await RaiseAsync(node, 1, 2, 3);
        using var stop = new CancellationTokenSource();
        await using (var db = await node.DbAsync())
        {
            await using var held = await db.Database.BeginTransactionAsync(Ct);
            stop.CancelAfter(50);
            await Assert.ThrowsAnyAsync<Exception>(() => Task.Run(() => node.Get<Correlator>().DrainAsync(stop.Token), Ct).WaitAsync(TimeSpan.FromMilliseconds(400), Ct));
        }

        await node.Get<Correlator>().DrainAsync(Ct);

        Assert.StartsWith("1 incidents, 3 alerts, 0 events", await StateAsync(node), StringComparison.Ordinal);
    }

    private static async Task RaiseAsync(TempNode node, params int[] numbers)
        => await node.Get<AlertWriter>().CommitAsync([.. numbers.Select(number => new RaisedAlert(new Alert
        {
            Source = "test", SourceRef = $"{number}", Title = $"Alert {number}", Product = "Test", Severity = Model.Severity.High,
            FirstSeen = Sample.Start.AddMinutes(number), LastSeen = Sample.Start.AddMinutes(number), Entities = [Entity.AccountByMail("alice@example.com", Model.Cloud.Aws)!],
        }, (UInt128)number))], [], null, Ct);

    private static async Task<string> StateAsync(TempNode node)
    {
        await using var db = await node.DbAsync();
        var incidents = await db.Incidents.OrderBy(i => i.Number).Select(i => $"#{i.Number} {i.Title} {i.Priority} {i.AlertCount}").ToListAsync(Ct);
        var joined = await db.Timeline.OrderBy(t => t.Sequence).Where(t => t.Kind != TimelineKind.Prioritised).Select(t => t.Text).ToListAsync(Ct);
        return $"{incidents.Count} incidents, {await db.Alerts.CountAsync(a => a.IncidentId != null, Ct)} alerts, {await db.Outbox.CountAsync(Ct)} events\n"
            + $"{string.Join('\n', incidents)}\n{string.Join('\n', joined)}";
    }
}
