using Matoi.Detect.Correlate;
using Matoi.Integration.Rules;
using Matoi.Investigate.Incidents;
using Matoi.Model.Assets;
using Matoi.Model.Incidents;
using Matoi.Prioritise.Assets;
using Matoi.Prioritise.Plans;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Matoi.Integration.Prioritise;

/// <summary>Assets on real stores: what is said of them moves the queue at once.</summary>
public sealed class AssetsTests
{
    private const string Header = "id,name,criticality,sensitivity,exposure\n";
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Queue_changes_its_order_at_once_when_a_tag_is_edited()
    {
        await using var node = await TwoIncidentsAsync();
        var before = await QueueAsync(node);
        var low = await HostAsync(node, before[^1]);

        var report = await ImportAsync(node, $"{Header}{low},shop-db,critical,restricted,public\n");
        Assert.Equal((1, 1, 0, 1), (report.Read, report.Added, report.Bad, report.IncidentsMoved));
        Assert.Equal(before[^1].Number, (await QueueAsync(node))[0].Number);

        var moved = (await QueueAsync(node))[0];
        Assert.Equal(Math.Min(100, before[^1].Priority + 31), moved.Priority);
        Assert.Contains(new("criticality", 15, "Critical: shop-db"), moved.PriorityReasons);
        await using (var db = await node.DbAsync())
        {
            var told = await db.Timeline.Where(t => t.IncidentId == moved.Id && t.Kind == TimelineKind.Prioritised).OrderBy(t => t.Sequence).LastAsync(Ct);
            Assert.Equal(("alice", "{\"because\":\"assets from cmdb.csv\"}"), (told.Actor, told.Details));
            Assert.StartsWith($"Priority {before[^1].Priority} → {moved.Priority}: ", told.Text, StringComparison.Ordinal);
        }

        // The same again is nothing new; the tag taken away puts the queue back.
        Assert.Equal((0, 0, 1, 0), Counts(await ImportAsync(node, $"{Header}{low},shop-db,critical,restricted,public\n")));
        Assert.Equal((0, 1, 0, 1), Counts(await ImportAsync(node, $"{Header}{low},shop-db,,,\n")));
        Assert.Equal(before.Select(i => (i.Number, i.Priority)), (await QueueAsync(node)).Select(i => (i.Number, i.Priority)));
    }

    [Fact]
    public async Task New_alerts_are_scored_with_the_assets_that_are_known()
    {
        await using var node = await TwoIncidentsAsync();
        var plain = await QueueAsync(node);
        var host = await HostAsync(node, plain[^1]);
        await using var other = await TempNode.StartAsync();
        await ImportAsync(other, $"{Header}{host},shop-db,high,,\n");
        await other.IngestAsync(Samples());
        await other.Get<Correlator>().DrainAsync(Ct);

        Assert.Contains(await QueueAsync(other), i => i.Title == plain[^1].Title && i.Priority == plain[^1].Priority + 8);
    }

    [Fact]
    public async Task Replace_removes_what_the_source_names_no_more_and_nothing_when_a_row_is_bad()
    {
        await using var node = await TempNode.StartAsync();
        await ImportAsync(node, "id\nweb01\nweb02\n", "cmdb");
        await ImportAsync(node, "id\nweb02\n");

        var broken = await ImportAsync(node, "id,exposure\nweb01,sideways\nweb03,\n", "cmdb");
        Assert.Equal((0, "assets-not-replaced"), (broken.Removed, broken.Problems[^1].Code));
        Assert.Equal(["host:web01", "host:web02", "host:web03"], await KeysAsync(node));

        var report = await ImportAsync(node, "id\nweb03\n", "cmdb");
        Assert.Equal(1, report.Removed);

        // web02 stays: another source names it.
        Assert.Equal(["host:web02", "host:web03"], await KeysAsync(node));
        await using var db = await node.DbAsync();
        Assert.Equal(["host:web02", "host:web03"], await db.AssetAliases.Select(a => a.Alias).OrderBy(a => a).ToListAsync(Ct));
    }

    [Fact]
    public async Task Plan_that_changes_reclassifies_assets_and_moves_open_incidents()
    {
        await using var node = await TwoIncidentsAsync();
        var before = await QueueAsync(node);
        await ImportAsync(node, $"id,name,tag:tier\n{await HostAsync(node, before[^1])},shop-db,gold\n");
        Assert.True(await node.Get<ApplyPlan>().IfChangedAsync(Ct));
        Assert.False(await node.Get<ApplyPlan>().IfChangedAsync(Ct));

        Directory.CreateDirectory(Path.Combine(node.Folder.Path, "plan"));
        await File.WriteAllTextAsync(Path.Combine(node.Folder.Path, "plan", "assets.yaml"), "rules: [{ name: gold, when: { tag: { tier: gold } }, set: { criticality: critical } }]", Ct);
        Assert.True(node.Get<PlanStore>().ReloadIfChanged());
        Assert.True(await node.Get<ApplyPlan>().IfChangedAsync(Ct));

        var asset = (await node.Get<ListAssets>().ShowAsync("host:shop-db", Ct))!;
        Assert.Equal((Criticality.Critical, "gold"), (asset.Criticality, asset.Reasons.Single().Rule));
        Assert.Equal(Math.Min(100, before[^1].Priority + 15), (await QueueAsync(node)).Single(i => i.Number == before[^1].Number).Priority);
    }

    [Fact]
    public async Task Incident_whose_clock_has_run_out_is_found_until_it_is_taken()
    {
        var clock = new TestClock(new(2026, 11, 2, 12, 0, 0, TimeSpan.Zero));
        await using var node = await TwoIncidentsAsync(clock);
        var breached = IncidentFilter.Parse("sla:breached");
        Assert.Empty((await node.Get<ListIncidents>().HandleAsync(breached, 0, 10, Ct)).Incidents);

        clock.Now += TimeSpan.FromDays(40);
        var late = (await node.Get<ListIncidents>().HandleAsync(breached, 0, 10, Ct)).Incidents;
        Assert.Equal(2, late.Count);
        Assert.True(IncidentView.Of(late[0], clock.GetUtcNow()).Breaching);
        Assert.Null(await node.Get<CloseIncident>().HandleAsync(late[0].Number, new(Classification.FalsePositive, null, "noise"), "alice", Ct));
        Assert.Equal([late[1].Number], (await node.Get<ListIncidents>().HandleAsync(breached, 0, 10, Ct)).Incidents.Select(i => i.Number));
    }

    private static async Task<TempNode> TwoIncidentsAsync(TimeProvider? clock = null)
    {
        var node = await TempNode.StartAsync(clock: clock);
        await node.IngestAsync(Samples());
        await node.Get<Correlator>().DrainAsync(Ct);
        return node;
    }

    // A finding about a role, and a lesser one about an instance, that have nothing to do with each other.
    private static string[] Samples() => [.. new[] { "guardduty-2.json", "guardduty-3.json" }.Select(f => Path.Combine(AppContext.BaseDirectory, "samples", "everyday", f))];

    private static async Task<IReadOnlyList<Incident>> QueueAsync(TempNode node) => (await node.Get<ListIncidents>().HandleAsync(new(), 0, 10, Ct)).Incidents;

    private static async Task<string> HostAsync(TempNode node, Incident incident)
    {
        await using var db = await node.DbAsync();
        var key = await db.Alerts.Where(a => a.IncidentId == incident.Id).SelectMany(a => a.Entities).Where(e => e.Type == Model.Entities.EntityType.Host).Select(e => e.Key).FirstAsync(Ct);
        return key["host:aws:".Length..];
    }

    private static async Task<ImportAssets.Report> ImportAsync(TempNode node, string csv, string? replace = null)
        => (await node.Get<ImportAssets>().HandleAsync(new([new("cmdb.csv", csv)], replace), "alice", Ct)).Report!;

    private static async Task<IEnumerable<string>> KeysAsync(TempNode node) => (await node.Get<ListAssets>().HandleAsync(new(null, null, null, null, null), Ct)).Assets.Select(a => a.Key);

    private static (int Added, int Changed, int Unchanged, int Moved) Counts(ImportAssets.Report report) => (report.Added, report.Changed, report.Unchanged, report.IncidentsMoved);
}
