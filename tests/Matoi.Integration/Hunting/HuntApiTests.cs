using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using DuckDB.NET.Data;
using Matoi.Detect.Intake;
using Matoi.Security;
using Matoi.Server;
using Matoi.Server.Api;
using Matoi.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Matoi.Integration.Hunting;

/// <summary>Hunting over HTTP, as programs do it: with a token, with errors that have places, with limits, and in every format.</summary>
public sealed class HuntApiTests : IAsyncLifetime
{
    private const string Endless = "range x from 1 to 1000000000000 step 1 | summarize sum(x * x % 7)";
    private readonly string _data = TempNode.NewFolder();
    private WebApplication _app = null!;
    private string _token = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await MatoiHost.BuildAsync(DataFolder.At(_data), ["http://127.0.0.1:0"], Ct);
        _app.UseMatoi(portal: false);
        await _app.StartAsync(Ct);
        _token = await _app.Services.GetRequiredService<ApiTokens>().CreateAsync("hunter", TokenScope.Full, ct: Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task Answers_rows_with_types_to_a_full_token_and_to_no_other()
    {
        await IngestAsync(3);
        var request = new { text = "AWSCloudTrail | project AwsEventId, TimeGenerated | sort by AwsEventId asc" };

        using (var client = Client(_token))
        {
            var answer = await client.PostAsJsonAsync("hunt", request, Ct);
            var result = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
            Assert.Equal((HttpStatusCode.OK, "application/json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
            Assert.Equal(["00000001-0000-4000-8000-000000000000", "00000002-0000-4000-8000-000000000000", "00000003-0000-4000-8000-000000000000"], result.GetProperty("rows").EnumerateArray().Select(r => r[0].GetString()));
            Assert.Equal(["string", "datetime"], result.GetProperty("columns").EnumerateArray().Select(c => c.GetProperty("type").GetString()));
        }

        var ingest = await _app.Services.GetRequiredService<ApiTokens>().CreateAsync("sender", TokenScope.Ingest, ct: Ct);
        foreach (var (token, status) in new[] { (ingest, HttpStatusCode.Forbidden), ("matoi_wrong", HttpStatusCode.Unauthorized), ("", HttpStatusCode.Unauthorized) })
        {
            using var client = Client(token);
            Assert.Equal(status, (await client.PostAsJsonAsync("hunt", request, Ct)).StatusCode);
        }
    }

    [Theory]
    [InlineData("""{ "text": "AWSCloudTrail\n| wher EventName == 'x'" }""", "", 422, "KQL109", "2:3")]
    [InlineData("""{ "text": "NoTableOfThisName" }""", "", 422, "KQL206", "1:1")]
    [InlineData("""{ "text": "" }""", "", 422, "query-missing", null)]
    [InlineData("""{ "text": "print 1", "from": "yesterday" }""", "", 422, "time-unreadable", null)]
    [InlineData("""{ "text": "print 1" }""", "?format=xlsx", 422, "format-unknown", null)]
    public async Task Tells_what_is_wrong_and_where(string body, string query, int status, string code, string? place)
    {
        using var client = Client(_token);
        using var content = new StringContent(body, new MediaTypeHeaderValue("application/json"));

        var answer = await client.PostAsync(new Uri("hunt" + query, UriKind.Relative), content, Ct);

        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        Assert.Equal((status, "application/problem+json", code), ((int)answer.StatusCode, answer.Content.Headers.ContentType!.MediaType, problem.GetProperty("title").GetString()));
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        Assert.Equal(place, problem.TryGetProperty("errors", out var errors) ? $"{errors[0].GetProperty("line")}:{errors[0].GetProperty("column")}" : null);
    }

    [Fact]
    public async Task Cuts_the_result_at_the_rows_asked_for_and_says_so()
    {
        using var client = Client(_token);

        var result = await (await client.PostAsJsonAsync("hunt", new { text = "range x from 1 to 100 step 1", maxRows = 10 }, Ct)).Content.ReadFromJsonAsync<JsonElement>(Ct);

        Assert.Equal((10, true), (result.GetProperty("rows").GetArrayLength(), result.GetProperty("truncated").GetBoolean()));
    }

    [Fact]
    public async Task Ends_the_query_when_its_reader_goes_away()
    {
        using var client = Client(_token);

        // More than run at once, and at every stage of their way: as long as one of them went on, its place would be taken.
        await Task.WhenAll(Enumerable.Range(0, 24).Select(async i =>
        {
            using var leave = CancellationTokenSource.CreateLinkedTokenSource(Ct);
            leave.CancelAfter(i * 40);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.PostAsJsonAsync("hunt", new { text = Endless }, leave.Token));
        }));

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.PostAsJsonAsync("hunt", new { text = "print 1" }, patience.Token)));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
    }

    [Fact]
    public async Task Gives_the_same_rows_as_parquet_csv_and_json()
    {
        await IngestAsync(40);
        using var client = Client(_token);
        var request = new
        {
            text = """
                AWSCloudTrail
                | extend Number = toint(substring(AwsEventId, 6, 2)), Real = 1.5, Yes = true, Nothing = tolong(''), Span = 90m, Bag = dynamic({"a": [1, "ü"]}), Id = toguid(AwsEventId)
                | project AwsEventId, TimeGenerated, Number, Real, Yes, Nothing, Span, Bag, Id, awseventid = UserIdentityUserName
                | sort by AwsEventId asc
                """,
        };

        var rows = (await (await client.PostAsJsonAsync("hunt", request, Ct)).Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("rows");
        var csv = await (await client.PostAsJsonAsync("hunt?format=csv", request, Ct)).Content.ReadAsStringAsync(Ct);
        var file = Path.Combine(_data, "hunt.parquet");
        var answer = await client.PostAsJsonAsync("hunt?format=parquet", request, Ct);
        await File.WriteAllBytesAsync(file, await answer.Content.ReadAsByteArrayAsync(Ct), Ct);

        Assert.Equal("application/vnd.apache.parquet", answer.Content.Headers.ContentType!.MediaType);
        var read = Parquet(file, "SELECT AwsEventId, strftime(TimeGenerated, '%Y-%m-%dT%H:%M:%S'), Number, Real, Yes, Nothing IS NULL, Span, Bag->'a'->>1, Id, awseventid_1");
        Assert.Equal(40, read.Count);
        Assert.Equal(rows.EnumerateArray().Select(r => $"{r[0]}|{r[1].GetString()![..19]}|{r[2]}|{r[3]}|True|{r[5].ValueKind == JsonValueKind.Null}|{r[6]}|{r[7].GetProperty("a")[1]}|{r[8]}|{r[9]}"), read);
        Assert.Equal(["VARCHAR", "TIMESTAMP", "INTEGER", "DOUBLE", "BOOLEAN", "BIGINT", "VARCHAR", "VARCHAR", "UUID", "VARCHAR"], Parquet(file, "SELECT column_type FROM (DESCRIBE SELECT *", ")"));
        Assert.Equal(41, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Empty(Directory.EnumerateFiles(Path.GetTempPath(), "matoi-*.parquet"));
    }

    private static List<string> Parquet(string file, string select, string end = "")
    {
        using var database = new DuckDBConnection("Data Source=:memory:");
        database.Open();
        using var command = database.CreateCommand();
#pragma warning disable CA2100 // The test's own text.
        command.CommandText = $"{select} FROM '{file}'{end}";
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => Convert.ToString(reader.GetValue(i), System.Globalization.CultureInfo.InvariantCulture))));
        }

        return rows;
    }

    private async Task IngestAsync(int events)
    {
        var file = Path.Combine(_data, "events.json");
        await File.WriteAllTextAsync(file, Sample.Records(Enumerable.Range(1, events)), Ct);
        var (report, _) = await _app.Services.GetRequiredService<IngestFiles>().HandleAsync(new([file], null), null, Ct);
        Assert.Equal(events, report!.Read);
    }

    private HttpClient Client(string token)
    {
        var client = new HttpClient { BaseAddress = new($"{_app.Urls.First(u => u.StartsWith("http://127", StringComparison.Ordinal))}/api/v1/") };
        if (token.Length > 0)
        {
            client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        }

        return client;
    }
}
