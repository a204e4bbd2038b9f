using Matoi.Detect.Watchlists;
using Matoi.Investigate.Hunting;
using Matoi.Investigate.Incidents;
using Matoi.Kql;
using Matoi.Model.Incidents;
using Matoi.Storage.Lake;
using Xunit;

namespace Matoi.Integration.Hunting;

/// <summary>Hunts: run, remembered, saved, kept with an incident; watchlists from CSV.</summary>
public class HuntTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 3, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static KqlOptions Options(RunHunt.Request request) => RunHunt.Decide(request, Now).Options!;

    [Theory]
    [InlineData("2026-03-01T00:00:00Z", "2026-03-01T00:00:00")]
    [InlineData("2026-03-01", "2026-03-01T00:00:00")]
    [InlineData("2026-03-01T09:00:00+09:00", "2026-03-01T00:00:00")]
    [InlineData("2d", "2026-03-01T00:00:00")]
    [InlineData("-36h", "2026-03-01T12:00:00")]
    [InlineData("90m", "2026-03-02T22:30:00")]
    [InlineData("1w", "2026-02-24T00:00:00")]
    [InlineData("now", "2026-03-03T00:00:00")]
    public void Reads_the_range_when_it_is_written_as(string text, string expected)
        => Assert.Equal(DateTime.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), HuntTime.Read(text, null, Now).From);

    [Theory]
    [InlineData("yesterday", null, "time-unreadable")]
    [InlineData("7x", null, "time-unreadable")]
    [InlineData("1d", "2d", "time-range-empty")]
    public void Refuses_the_range_when_it_is_none(string from, string? to, string code) => Assert.Equal(code, HuntTime.Read(from, to, Now).Problem!.Code);

    [Fact]
    public void Refuses_the_query_when_it_is_empty() => Assert.Equal("query-missing", RunHunt.Decide(new("  "), Now).Problem!.Code);

    [Fact]
    public async Task Tells_that_a_query_took_too_long_wherever_it_was_when_its_time_was_up()
    {
        await using var node = await TempNode.StartAsync();
        const string endless = "range x from 1 to 1000000000000 step 1 | summarize sum(x * x % 7)";

        foreach (var milliseconds in (int[])[0, 5, 20, 60, 200])
        {
            var late = Assert.Throws<KqlException>(() => node.Get<LakeKql>().Run(endless, new(Now.UtcDateTime) { Timeout = TimeSpan.FromMilliseconds(milliseconds) }, Ct));
            Assert.Equal("KQL501", late.Errors[0].Code);
        }
    }

    [Fact]
    public async Task Remembers_a_query_once_when_it_runs_twice()
    {
        await using var node = await TempNode.StartAsync();
        var hunt = node.Get<RunHunt>();
        await hunt.HandleAsync("AWSCloudTrail | count", Options(new("x", "7d")), "eve", Ct);
        await hunt.HandleAsync("print 1", Options(new("x")), "eve", Ct);
        await hunt.HandleAsync("AWSCloudTrail | count", Options(new("x")), "eve", Ct);
        await Assert.ThrowsAsync<KqlException>(() => hunt.HandleAsync("Nothing", Options(new("x")), "eve", Ct));

        var history = await node.Get<HuntHistory>().ListAsync("eve", Ct);

        Assert.Equal([("Nothing", "KQL206"), ("AWSCloudTrail | count", null), ("print 1", null)], history.Select(r => (r.Text, r.Error)));
        Assert.Empty(await node.Get<HuntHistory>().ListAsync("mallory", Ct));
    }

    [Fact]
    public async Task Forgets_the_oldest_query_when_there_are_more_than_200()
    {
        await using var node = await TempNode.StartAsync();
        var history = node.Get<HuntHistory>();
        for (var i = 0; i < HuntHistory.Kept + 3; i++)
        {
            await history.AddAsync("eve", $"print {i}", new(Now.UtcDateTime), TimeSpan.Zero, 1, null, Ct);
        }

        var kept = await history.ListAsync("eve", Ct);

        Assert.Equal((200, "print 202", "print 3"), (kept.Count, kept[0].Text, kept[^1].Text));
    }

    [Fact]
    public async Task Saves_a_hunt_for_its_owner_and_shows_it_to_others_when_it_is_shared()
    {
        await using var node = await TempNode.StartAsync();
        var (save, list) = (node.Get<SaveHunt>(), node.Get<ListHunts>());
        var (mine, _) = await save.HandleAsync(null, new("Logins", "AWSCloudTrail | where EventName == 'ConsoleLogin'", "Who came in", ["TA0001"]), "eve", Ct);
        await save.HandleAsync(null, new("Shared", "print 1", Shared: true), "eve", Ct);

        Assert.Equal(["Logins", "Shared"], (await list.HandleAsync("eve", Ct)).Select(h => h.Name));
        Assert.Equal(["Shared"], (await list.HandleAsync("bob", Ct)).Select(h => h.Name));
        Assert.Equal(["TA0001"], mine!.Tactics);
    }

    [Fact]
    public async Task Lets_only_the_owner_change_a_hunt_when_it_is_shared()
    {
        await using var node = await TempNode.StartAsync();
        var (save, list) = (node.Get<SaveHunt>(), node.Get<ListHunts>());
        var (shared, _) = await save.HandleAsync(null, new("A", "print 1", Shared: true), "eve", Ct);
        var (secret, _) = await save.HandleAsync(null, new("B", "print 1"), "eve", Ct);

        Assert.Equal("hunt-not-yours", (await save.HandleAsync(shared!.Id, new("A", "print 2"), "bob", Ct)).Problem!.Code);
        Assert.Equal("hunt-not-found", (await save.HandleAsync(secret!.Id, new("B", "print 2"), "bob", Ct)).Problem!.Code);
        Assert.Equal("hunt-not-yours", (await list.DeleteAsync(shared.Id, "bob", Ct))!.Code);
        Assert.Null(await list.DeleteAsync(shared.Id, "eve", Ct));
    }

    [Theory]
    [InlineData("", "print 1", "hunt-name")]
    [InlineData("A", "", "query-missing")]
    [InlineData("A", "AWSCloudTrail | wher x", "KQL109")]
    public void Refuses_to_save_a_hunt_when_it_cannot_be(string name, string text, string code) => Assert.Equal(code, SaveHunt.Decide(new(name, text))!.Code);

    [Fact]
    public async Task Refuses_a_second_hunt_when_its_owner_has_one_of_the_name()
    {
        await using var node = await TempNode.StartAsync();
        await node.Get<SaveHunt>().HandleAsync(null, new("A", "print 1"), "eve", Ct);

        Assert.Equal("hunt-name-taken", (await node.Get<SaveHunt>().HandleAsync(null, new("A", "print 2"), "eve", Ct)).Problem!.Code);
        Assert.Null((await node.Get<SaveHunt>().HandleAsync(null, new("A", "print 2"), "bob", Ct)).Problem);
    }

    [Fact]
    public async Task Notes_query_range_and_hash_in_the_timeline_when_a_hunt_is_kept()
    {
        await using var node = await TempNode.StartAsync();
        await node.IngestTextAsync("log.json", Sample.Records(Enumerable.Range(1, 5)));
        await node.IngestTextAsync("finding.json", Sample.GuardDuty("f1"));
        var keep = node.Get<KeepHunt>();

        var (kept, problem) = await keep.HandleAsync(1, new("AWSCloudTrail | project EventName, AwsEventId", "2026-03-01", "2026-03-03", "All of it"), "eve", Ct);
        var (again, _) = await keep.HandleAsync(1, new("AWSCloudTrail | project EventName, AwsEventId | sort by AwsEventId desc", "2026-03-01", "2026-03-03"), "eve", Ct);

        Assert.Null(problem);
        Assert.Equal((5, 64, kept!.Sha256), (kept.Rows, kept.Sha256.Length, again!.Sha256));
        var detail = await node.Get<ShowIncident>().HandleAsync(1, Ct);
        var entry = Assert.Single(detail!.Timeline, e => e.Kind == TimelineKind.Hunted && e.Text.EndsWith("All of it", StringComparison.Ordinal));
        Assert.Contains(kept.Sha256, entry.Details, StringComparison.Ordinal);
        Assert.Null(detail.BrokenEntry);
    }

    [Fact]
    public async Task Refuses_to_keep_a_hunt_when_the_incident_is_not_there()
    {
        await using var node = await TempNode.StartAsync();

        Assert.Equal("incident-not-found", (await node.Get<KeepHunt>().HandleAsync(7, new("print 1"), "eve", Ct)).Problem!.Code);
    }

    [Fact]
    public async Task Stores_a_watchlist_in_place_of_the_old_one_when_its_alias_is_there()
    {
        await using var node = await TempNode.StartAsync();
        var put = node.Get<PutWatchlist>();
        put.Handle("VIP", "User", "User,Team\nalice,red\nbob,\"blue, dark\"\n", "eve");

        var (list, _) = put.Handle("vip", "User", "\uFEFFUser;Team\r\ncarol;\"a \"\"b\"\"\r\nc\"\r\n", "bob");

        Assert.Equal((1L, "bob"), (list!.Rows, list.UpdatedBy));
        Assert.Equal([["carol", "a \"b\"\r\nc"]], node.Lake.Watchlists.Rows(list, 10));
        Assert.Single(node.Get<ListWatchlists>().Handle());
        Assert.Null(node.Get<ListWatchlists>().Remove("VIP"));
        Assert.Equal("watchlist-not-found", node.Get<ListWatchlists>().Remove("VIP")!.Code);
    }

    [Theory]
    [InlineData("bad alias", "User", "User\na\n", "watchlist-alias")]
    [InlineData("A", "Nobody", "User\na\n", "watchlist-key")]
    [InlineData("A", "User", "", "watchlist-empty")]
    [InlineData("A", "User", "User,user\na,b\n", "watchlist-header")]
    [InlineData("A", "User", "User,SearchKey\na,b\n", "watchlist-header")]
    [InlineData("A", "User", "User,Team\na,b\nc\n", "watchlist-fields")]
    [InlineData("A", "User", "User\n\"a\n", "watchlist-quote")]
    public async Task Refuses_a_watchlist_when_its_file_cannot_be(string alias, string key, string csv, string code)
    {
        await using var node = await TempNode.StartAsync();

        Assert.Equal(code, node.Get<PutWatchlist>().Handle(alias, key, csv, "eve").Problem!.Code);
    }

    [Fact]
    public async Task Keeps_watchlists_when_the_program_starts_again()
    {
        var folder = TempNode.NewFolder();
        try
        {
            await using (var before = await TempNode.StartAsync(folder))
            {
                before.Get<PutWatchlist>().Handle("VIP", "User", "User\nalice\n", "eve");
            }

            await using var node = await TempNode.StartAsync(folder);

            Assert.Equal(["alice"], node.Get<LakeKql>().Run("_GetWatchlist('VIP') | project SearchKey", new(Now.UtcDateTime), Ct).Rows.Select(r => (string)r[0]!));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
