using DuckDB.NET.Data;
using Matoi.Kql;
using Matoi.Storage.Lake;
using Xunit;

namespace Matoi.Integration.Hunting;

/// <summary>Queries over the lake's tables, with published columns, functions, watchlists and files.</summary>
public class LakeKqlTests
{
    private static readonly DateTime Now = new(2026, 3, 3, 0, 0, 0, DateTimeKind.Utc);

    private static string[] Rows(TempNode node, string query, DateTime? from = null, DateTime? to = null)
        => [.. node.Get<LakeKql>().Run(query, new(Now) { From = from, To = to }, TestContext.Current.CancellationToken).Rows.Select(r => string.Join('|', r.Select(v => v switch { DateTime t => $"{t:yyyy-MM-ddTHH:mm:ssZ}", null => "null", _ => $"{v}" })))];

    private static KqlError Error(TempNode node, string query) => Assert.Throws<KqlException>(() => Rows(node, query)).Errors[0];

    private static async Task<TempNode> WithCloudTrailAsync(int records = 10)
    {
        var node = await TempNode.StartAsync();
        await node.IngestTextAsync("log.json", Sample.Records(Enumerable.Range(1, records)));
        return node;
    }

    [Fact]
    public async Task Finds_the_rows_when_a_table_has_some()
    {
        await using var node = await WithCloudTrailAsync();

        Assert.Equal(["GetObject|alice|10"], Rows(node, "AWSCloudTrail | summarize n = count() by EventName, UserIdentityUserName"));
    }

    [Fact]
    public async Task Finds_sealed_and_hot_rows_together_when_a_day_is_sealed()
    {
        await using var node = await WithCloudTrailAsync();
        node.Lake.Segments.Seal(DateOnly.FromDateTime(Sample.Start.UtcDateTime), Sample.Start.AddDays(3));
        await node.IngestTextAsync("more.json", $"{{\"Records\":[{Sample.Line(77, Sample.Start.AddDays(1))}]}}");

        Assert.Equal(["11"], Rows(node, "AWSCloudTrail | count"));
    }

    [Fact]
    public async Task Sees_only_the_range_when_one_is_given()
    {
        await using var node = await WithCloudTrailAsync();

        Assert.Equal(["3"], Rows(node, "AWSCloudTrail | count", Sample.Start.AddSeconds(4).UtcDateTime, Sample.Start.AddSeconds(7).UtcDateTime));
    }

    [Fact]
    public async Task Gives_nothing_when_a_published_table_is_not_stored()
    {
        await using var node = await TempNode.StartAsync();

        Assert.Equal(["0"], Rows(node, "DeviceProcessEvents | where ProcessCommandLine has 'whoami' | count"));
    }

    [Fact]
    public async Task Shows_published_columns_when_the_table_does_not_store_them()
    {
        await using var node = await WithCloudTrailAsync(1);

        Assert.Equal(["||AWSCloudTrail"], Rows(node, "AWSCloudTrail | project TenantId, SourceSystem, Type"));
    }

    [Fact]
    public async Task Finds_hidden_columns_when_they_are_named()
    {
        await using var node = await WithCloudTrailAsync(1);

        Assert.Equal(["aws.cloudtrail|True|36"], Rows(node, "AWSCloudTrail | project _Source, raw = _Raw has 'eventVersion', length = strlen(_ItemId)"));
    }

    [Fact]
    public async Task Leaves_hidden_columns_out_when_all_are_asked_for()
    {
        await using var node = await WithCloudTrailAsync(1);

        var columns = node.Get<LakeKql>().Run("AWSCloudTrail | take 1", new(Now), TestContext.Current.CancellationToken).Columns.Select(c => c.Name).ToList();

        Assert.Equal(["TimeGenerated", "AwsEventId"], columns.Take(2));
        Assert.DoesNotContain(columns, c => c.StartsWith('_') && c != "_ResourceId");
    }

    [Fact]
    public async Task Tells_the_nearest_name_when_a_table_is_not_known()
    {
        await using var node = await TempNode.StartAsync();

        var error = Error(node, "AWSCloudTrial | take 1");

        Assert.Equal(("KQL206", "AWSCloudTrail"), (error.Code, error.Suggestion));
    }

    [Fact]
    public async Task Is_case_sensitive_when_a_table_is_named()
    {
        await using var node = await WithCloudTrailAsync(1);

        Assert.Equal("KQL206", Error(node, "awscloudtrail | take 1").Code);
    }

    [Fact]
    public async Task Sees_a_new_table_when_rows_of_it_came_after_the_first_query()
    {
        await using var node = await TempNode.StartAsync();
        Assert.Equal(["0"], Rows(node, "AWSCloudTrail | count"));

        await node.IngestTextAsync("log.json", Sample.Records([1]));

        Assert.Equal(["1"], Rows(node, "AWSCloudTrail | count"));
    }

    [Fact]
    public async Task Gives_the_same_catalog_when_nothing_has_changed()
    {
        await using var node = await WithCloudTrailAsync(1);
        var kql = node.Get<LakeKql>();

        Assert.Same(kql.Catalog(), kql.Catalog());
    }

    [Fact]
    public async Task Knows_tables_of_schema_files_when_the_data_folder_has_some()
    {
        await using var node = await TempNode.StartAsync();
        var folder = Directory.CreateDirectory(Path.Combine(node.Folder.Path, "schemas")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "own.tables"), "# ours\nDoorLog_CL: TimeGenerated:datetime Door_s Open_b:bool\nBroken_CL: A:text\n", TestContext.Current.CancellationToken);

        Assert.Equal(["0"], Rows(node, "DoorLog_CL | where Open_b and Door_s == 'x' | count"));
        Assert.Equal(["own.tables:3: write 'Table: column column:type …' with the types string, bool, int, long, real, decimal, datetime, timespan, guid and dynamic"], node.Get<LakeKql>().Content().Schemas.Problems.Select(p => p.Message));
    }

    [Fact]
    public async Task Calls_functions_of_the_data_folder_when_a_query_names_them()
    {
        await using var node = await WithCloudTrailAsync();
        var folder = Directory.CreateDirectory(Path.Combine(node.Folder.Path, "functions")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "Reads.kql"), "// Reads of one user.\n// also: ReadsOf\n(name: string = 'bob') { AWSCloudTrail | where UserIdentityUserName == name }", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "Everything.kql"), "AWSCloudTrail // all\n| project EventName // only this", TestContext.Current.CancellationToken);

        Assert.Equal(["0"], Rows(node, "Reads | count"));
        Assert.Equal(["10"], Rows(node, "ReadsOf('alice') | count"));
        Assert.Equal(["10"], Rows(node, "Everything | count"));
    }

    [Fact]
    public async Task Reads_watchlists_when_they_are_stored()
    {
        await using var node = await WithCloudTrailAsync(1);
        node.Lake.Watchlists.Put("VIPUsers", "User", ["User", "Team Name"], [["alice", "red"], ["bob", "blue"]], Sample.Start, "eve");

        Assert.Equal(["alice|red"], Rows(node, "_GetWatchlist('VIPUsers') | where SearchKey in ((AWSCloudTrail | project UserIdentityUserName)) | project SearchKey, ['Team Name']"));
    }

    [Fact]
    public async Task Refuses_a_watchlist_when_there_is_none()
    {
        await using var node = await TempNode.StartAsync();

        Assert.StartsWith("KQL2", Error(node, "_GetWatchlist('Nobody') | take 1").Code, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reads_external_data_when_the_file_lies_in_the_data_folder()
    {
        await using var node = await TempNode.StartAsync();
        var folder = Directory.CreateDirectory(Path.Combine(node.Folder.Path, "external", "example.com", "lists")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "bad.csv"), "ip,why\n203.0.113.9,scan\n", TestContext.Current.CancellationToken);

        Assert.Equal(["203.0.113.9|scan"], Rows(node, "externaldata(ip: string, why: string)['https://example.com/lists/bad.csv?raw=1'] with (format='csv', ignoreFirstRecord=true)"));
    }

    [Theory]
    [InlineData("https://example.com/other.csv")]
    [InlineData("https://example.com/../../state.db")]
    [InlineData("https://example.com/%2e%2e/%2e%2e/state.db")]
    [InlineData("file:///etc/passwd")]
    public async Task Refuses_external_data_when_the_file_is_not_there(string uri)
    {
        await using var node = await TempNode.StartAsync();

        Assert.Equal("KQL405", Error(node, $"externaldata(line: string)['{uri}']").Code);
    }

    [Theory]
    [InlineData("SELECT * FROM read_csv('/etc/passwd')")]
    [InlineData("COPY (SELECT 1) TO '/tmp/matoi-never.csv'")]
    public async Task Lets_the_engine_touch_no_file_outside_the_lake_when_a_statement_tries(string sql)
    {
        await using var node = await TempNode.StartAsync();

        Assert.Contains("disabled by configuration", Assert.Throws<DuckDBException>(() => node.Lake.Query(sql, r => r.GetString(0))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gives_the_engine_back_its_small_memory_when_no_query_runs()
    {
        await using var node = await WithCloudTrailAsync();
        Rows(node, "AWSCloudTrail | count");

        Assert.Equal(("1", "122.0 MiB"), node.Lake.Query("SELECT current_setting('threads')::VARCHAR, current_setting('memory_limit')", r => (r.GetString(0), r.GetString(1)))[0]);
    }

    [Fact]
    public async Task Reads_dynamic_columns_without_their_spaces_when_records_have_some()
    {
        await using var node = await TempNode.StartAsync();
        await node.IngestTextAsync("findings.jsonl", Sample.GuardDuty("f1").Replace(",", " , ", StringComparison.Ordinal));

        Assert.Equal(["{\"accessKeyId\":\"AKIAALICE\",\"principalId\":\"AIDalice\",\"userType\":\"IAMUser\",\"userName\":\"alice\"}"], Rows(node, "AWSGuardDuty | project tostring(ResourceDetails.accessKeyDetails)"));
    }

    [Fact]
    public async Task Reads_a_path_from_its_column_when_every_row_has_it()
    {
        await using var node = await TempNode.StartAsync();
        await node.IngestTextAsync("finding.json", Sample.GuardDuty("f1"));
        const string Query = "AWSGuardDuty | project user = tostring(ResourceDetails.accessKeyDetails.userName)";
        Assert.DoesNotContain("~paths", Sql(Query), StringComparison.Ordinal);

        node.Lake.Shredded.Add([new("AWSGuardDuty", "ResourceDetails", "$.\"accessKeyDetails\".\"userName\"")]);
        Assert.DoesNotContain("~paths", Sql(Query), StringComparison.Ordinal);
        node.Lake.Shredded.Backfill(TestContext.Current.CancellationToken);
        await node.IngestTextAsync("second.json", Sample.GuardDuty("f2", user: "bob"));

        Assert.Contains("AWSGuardDuty~paths", Sql(Query), StringComparison.Ordinal);
        Assert.Equal(["alice", "bob"], Rows(node, $"{Query} | sort by user asc"));
        Assert.DoesNotContain(node.Get<LakeKql>().Catalog().TableNames, n => n.Contains('~', StringComparison.Ordinal));

        string Sql(string query) => KqlCompiler.Compile(query, node.Get<LakeKql>().Catalog(), new(Now)).Sql.Text;
    }
}
