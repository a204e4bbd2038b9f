using Matoi.Detect.Alerts;
using Matoi.Investigate.Incidents.Moving;
using Matoi.Investigate.Incidents.Similar;
using Matoi.Model;
using Matoi.Model.Entities;
using Matoi.Model.Incidents;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Matoi.Integration.CaseWork;

/// <summary>There is no limit of alerts per incident: merging, splitting and undoing 50,000 of them loses none.</summary>
public class LargeIncidentTests
{
    private const int Alerts = 50_000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fifty_thousand_alerts_are_merged_split_and_brought_back()
    {
        await using var node = await CaseNode.StartAsync(("a1", "alice"), ("b1", "bob"));
        await FillAsync(node, 2);

        Assert.Null((await node.Get<MergeIncidents>().HandleAsync(new([1, 2]), "alice", Ct)).Problem);
        Assert.Equal((Alerts + 2, 0), (await CountAsync(node, 1), await CountAsync(node, 2)));

        var half = (await node.ShowAsync(1)).Alerts.Skip(1).Take(Alerts / 2).Select(a => a.Id).ToList();
        var (split, problem) = await node.Get<SplitIncident>().HandleAsync(1, new(half), "alice", Ct);
        Assert.Equal((null, Alerts / 2, Alerts / 2), (problem, split!.Alerts, await CountAsync(node, 3)));
        Assert.NotEmpty((await node.Get<FindSimilar>().HandleAsync(1, 5, "alice", Ct))!);

        Assert.Null((await node.Get<UndoChange>().HandleAsync(split.Entry!.Value, new(), "alice", Ct)).Problem);
        var merge = (await node.ShowAsync(2)).Timeline.Single(e => e.Kind == TimelineKind.Merged).Id;
        Assert.Null((await node.Get<UndoChange>().HandleAsync(merge, new(), "alice", Ct)).Problem);

        Assert.Equal((1, Alerts + 1, 0), (await CountAsync(node, 1), await CountAsync(node, 2), await CountAsync(node, 3)));
        Assert.Equal(Alerts + 1, (await node.ShowAsync(2)).Incident.AlertCount);
    }

    [Fact]
    public async Task Alerts_without_entities_are_worked_like_others()
    {
        await using var node = await CaseNode.StartAsync();
        await node.RaiseAsync("x1", Severity.High);
        await node.RaiseAsync("x2", Severity.High);

        // Of one rule within minutes: told together.
        Assert.Equal("x1 x2", await node.AlertsOfAsync(1));
        var split = (await node.Get<SplitIncident>().HandleAsync(1, new([await node.AlertAsync("x2")]), "alice", Ct)).Result!;

        Assert.Equal(("x1", "x2", 0), (await node.AlertsOfAsync(1), await node.AlertsOfAsync(split.Incident.Number), split.Learned.Count));
        Assert.Null((await node.Get<MergeIncidents>().HandleAsync(new([1, 2]), "alice", Ct)).Problem);
        Assert.NotNull(await node.Get<FindSimilar>().HandleAsync(1, 5, "alice", Ct));
    }

    private static async Task FillAsync(CaseNode node, int number)
    {
        await using var db = await node.Node.DbAsync();
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var incident = await db.Incidents.Where(i => i.Number == number).Select(i => i.Id).SingleAsync(Ct);
        var bob = Entity.AccountByMail("bob@example.com", Cloud.Aws)!;
        for (var i = 0; i < Alerts; i++)
        {
            var (alert, _) = UpsertAlert.Decide(null, node.Claim($"m{i}", Severity.Medium, bob), true, Sample.Start);
            alert.IncidentId = incident;
            db.Alerts.Add(alert);
        }

        await db.SaveChangesAsync(Ct);
    }

    private static async Task<int> CountAsync(CaseNode node, int number)
    {
        await using var db = await node.Node.DbAsync();
        return await db.Alerts.CountAsync(a => db.Incidents.Any(i => i.Number == number && i.Id == a.IncidentId), Ct);
    }
}
