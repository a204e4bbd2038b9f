using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Matoi.Detect.Correlate;
using Matoi.Security;
using Matoi.Server;
using Matoi.Server.Api;
using Matoi.Storage;
using Matoi.Storage.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Matoi.Integration.CaseWork;

/// <summary>Case work over HTTP as programs do it: ETags, bulk, cursors, exports, and alerts in the shapes of TheHive and IRIS.</summary>
public sealed class CaseApiTests : IAsyncLifetime
{
    private readonly string _data = TempNode.NewFolder();
    private WebApplication _app = null!;
    private HttpClient _api = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await MatoiHost.BuildAsync(DataFolder.At(_data), ["http://127.0.0.1:0"], Ct);
        _app.UseMatoi(portal: false);
        await _app.StartAsync(Ct);
        _api = await ClientAsync("alice", TokenScope.Full);
    }

    public async ValueTask DisposeAsync()
    {
        _api.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task Incident_is_opened_edited_and_closed_by_hand_with_etags()
    {
        var created = await PostAsync("incidents", """{ "title": "Laptop lost", "severity": "High", "labels": ["hr"], "entities": [{ "type": "Account", "name": "Alice@Example.com" }, { "type": "IP", "name": "203.0.113.9" }] }""");
        var incident = await JsonAsync(created);
        var etag = (await _api.GetAsync(Address("incidents/1"), Ct)).Headers.ETag!.Tag;

        Assert.Equal((HttpStatusCode.Created, 1, 1, "account:alice@example.com"), (created.StatusCode, incident.GetProperty("number").GetInt32(), incident.GetProperty("alerts").GetInt32(), incident.GetProperty("entities")[0].GetProperty("key").GetString()));
        Assert.Equal(HttpStatusCode.OK, (await PatchAsync("incidents/1", """{ "tlp": "Red", "roles": { "Commander": "bob" } }""", etag)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PatchAsync("incidents/1", """{ "labels": ["hr", "vip"] }""", etag)).StatusCode);
        var conflict = await PatchAsync("incidents/1", """{ "tlp": "Green" }""", etag);
        Assert.Equal((HttpStatusCode.Conflict, "edit-conflict"), (conflict.StatusCode, (await JsonAsync(conflict)).GetProperty("title").GetString()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PatchAsync("incidents/1", "{}", "\"x\"")).StatusCode);

        var shown = (await GetAsync("incidents/1")).GetProperty("incident");
        Assert.Equal(("Red", "bob", 2), (shown.GetProperty("tlp").GetString(), shown.GetProperty("roles").GetProperty("Commander").GetString(), shown.GetProperty("labels").GetArrayLength()));
    }

    [Theory]
    [InlineData("incidents", """{ "severity": "High" }""", "title-missing")]
    [InlineData("incidents", """{ "title": "t", "entities": [{ "type": "IP", "name": "not an address" }] }""", "entity-unreadable")]
    [InlineData("incidents", """{ "title": "t", "alerts": ["00000000-0000-4000-8000-000000000000"] }""", "alert-not-found")]
    [InlineData("incidents", """{ "title": "t", "firstSeen": "2999-01-01T00:00:00Z" }""", "future-time")]
    [InlineData("incidents/merge", """{ "numbers": [1] }""", "merge-needs-two")]
    [InlineData("incidents/bulk", """{ "numbers": [1], "assign": { "owner": "x" }, "comment": { "text": "y" } }""", "bulk-one-change")]
    [InlineData("incidents/bulk", """{ "assign": { "owner": "x" } }""", "numbers-missing")]
    [InlineData("alerts/move", """{ "alerts": [], "to": 1 }""", "incident-not-found")]
    [InlineData("incidents/9/tasks", """{ "title": "x" }""", "incident-not-found")]
    public async Task Bad_request_is_a_clear_problem_and_opens_nothing(string path, string body, string code)
    {
        var answer = await PostAsync(path, body);

        Assert.Equal(("application/problem+json", code), (answer.Content.Headers.ContentType!.MediaType, (await JsonAsync(answer)).GetProperty("title").GetString()));
        Assert.Equal(0, (await GetAsync("incidents?filter=is:any")).GetArrayLength());
    }

    [Fact]
    public async Task Bulk_judges_each_incident_and_only_tries_when_asked_to()
    {
        await OpenAsync(3);
        await PostAsync("incidents/3/close", """{ "classification": "Undetermined", "comment": "x" }""");

        var tried = await JsonAsync(await PostAsync("incidents/bulk", """{ "numbers": [1, 2, 3, 9], "dryRun": true, "assign": { "owner": "bob" } }"""));
        Assert.Equal(["changed", "changed", "refused", "refused"], tried.EnumerateArray().Select(i => i.GetProperty("done").GetString()));
        Assert.Equal("Assigned to bob", tried[0].GetProperty("effect")[0].GetString());
        Assert.Equal(JsonValueKind.Null, (await GetAsync("incidents/1")).GetProperty("incident").GetProperty("owner").ValueKind);

        var done = await JsonAsync(await PostAsync("incidents/bulk", """{ "numbers": [1, 2, 3, 1], "edit": { "addLabels": ["q1"] } }"""));
        Assert.Equal(3, done.GetArrayLength());
        Assert.Equal(2, (await GetAsync("incidents?filter=label:q1")).GetArrayLength());
        var undone = await PostAsync($"timeline/{done[0].GetProperty("entry").GetString()}/undo", "{}");
        Assert.Equal((HttpStatusCode.OK, 1), (undone.StatusCode, (await GetAsync("incidents?filter=label:q1")).GetArrayLength()));
    }

    [Theory]
    [InlineData("incidents", "id")]
    [InlineData("alerts", "id")]
    [InlineData("timeline", "id")]
    public async Task Every_change_is_heard_of_at_least_once_by_following_the_cursor(string list, string id)
    {
        await OpenAsync(5);
        var (seen, query, more) = (new HashSet<string>(), "updatedSince=2026-01-01T00:00:00Z", true);
        for (var page = 0; more && page < 50; page++)
        {
            using var answer = await _api.GetAsync(Address($"{list}?take=2&{query}"), Ct);
            seen.UnionWith((await JsonAsync(answer)).EnumerateArray().Select(r => r.GetProperty(id).GetString()!));
            (query, more) = ($"cursor={answer.Headers.GetValues("X-Next-Cursor").Single()}", answer.Headers.GetValues("X-More").Single() == "true");
        }

        Assert.Equal(await CountAsync(list), seen.Count);

        // What is written next comes after the cursor, though its time may be that of a row that was given.
        await PostAsync("incidents", """{ "title": "later", "entities": [{ "type": "Host", "name": "later" }] }""");
        using var after = await _api.GetAsync(Address($"{list}?take=1000&{query}"), Ct);
        seen.UnionWith((await JsonAsync(after)).EnumerateArray().Select(r => r.GetProperty(id).GetString()!));
        Assert.Equal(await CountAsync(list), seen.Count);
        Assert.Equal("cursor-invalid", (await GetAsync($"{list}?cursor=zzz")).GetProperty("title").GetString());
    }

    [Fact]
    public async Task Export_gives_every_format()
    {
        await OpenAsync(2);
        await PatchAsync("incidents/1", """{ "title": "=HYPERLINK(\"x\"), \"quoted\"", "tlp": "Amber" }""", null);
        await PostAsync("incidents/1/notes", """{ "text": "Ask @bob" }""");

        var csv = await _api.GetStringAsync(Address("incidents/export?format=csv"), Ct);
        Assert.Equal(3, csv.TrimEnd().Split("\r\n").Length);
        Assert.Contains("\"'=HYPERLINK(\"\"x\"\"), \"\"quoted\"\"\"", csv, StringComparison.Ordinal);
        var stix = await GetAsync("incidents/1/export?format=stix");
        var again = await GetAsync("incidents/1/export?format=stix");
        var types = stix.GetProperty("objects").EnumerateArray().Select(o => o.GetProperty("type").GetString()).ToList();
        Assert.Superset(new HashSet<string?> { "identity", "incident", "marking-definition", "user-account", "observed-data", "note", "relationship" }, types.ToHashSet());
        Assert.Equal(Ids(stix), Ids(again));
        var objects = Ids(stix).ToHashSet();
        Assert.All(stix.GetProperty("objects").EnumerateArray().Where(o => o.GetProperty("type").GetString() == "relationship"), r => Assert.True(objects.Contains(r.GetProperty("source_ref").GetString()!) && objects.Contains(r.GetProperty("target_ref").GetString()!)));
        Assert.Equal(2005, (await GetAsync("incidents/1/export?format=ocsf")).GetProperty("class_uid").GetInt32());
        Assert.Equal(2, (await GetAsync("incidents/export?number=1&number=2")).GetArrayLength());
        Assert.Equal("format-unknown", (await GetAsync("incidents/export?format=xls")).GetProperty("title").GetString());
    }

    [Fact]
    public async Task Similar_incidents_come_with_their_verdicts()
    {
        await OpenAsync(2);
        await PostAsync("incidents", """{ "title": "same again", "entities": [{ "type": "Account", "name": "user1@example.com" }] }""");
        await PostAsync("incidents/1/close", """{ "classification": "FalsePositive", "reason": "InaccurateData", "comment": "old list" }""");

        var rows = await GetAsync("incidents/3/similar");

        Assert.Equal((1, 1, "FalsePositive", "account:user1@example.com"), (rows.GetArrayLength(), rows[0].GetProperty("number").GetInt32(), rows[0].GetProperty("classification").GetString(), rows[0].GetProperty("entities")[0].GetString()));
        Assert.Equal(1, rows[0].GetProperty("score").GetDouble());
        Assert.Equal("incident-not-found", (await GetAsync("incidents/99/similar")).GetProperty("title").GetString());
    }

    [Fact]
    public async Task TheHive_client_gets_its_alert_back_when_it_is_durable()
    {
        using var sender = await ClientAsync("suricata", TokenScope.Ingest);
        const string Body = """{ "type": "siem", "source": "Suricata", "sourceRef": "s1", "title": "Beacon", "description": "d", "severity": 3, "date": 1772416800123, "tags": ["attack.t1071.001"], "observables": [{ "dataType": "mail", "data": "victim@example.com" }] }""";

        var first = await sender.PostAsync(Address("alert"), Text(Body), Ct);
        var second = await sender.PostAsync(Address("alert"), Text(Body.Replace("\"severity\": 3", "\"severity\": 4", StringComparison.Ordinal)), Ct);

        var (answer, again) = (await JsonAsync(first), await JsonAsync(second));
        Assert.Equal((HttpStatusCode.Created, "Alert", "s1", 1, "HIGH"), (first.StatusCode, answer.GetProperty("_type").GetString(), answer.GetProperty("sourceRef").GetString(), answer.GetProperty("observableCount").GetInt32(), answer.GetProperty("severityLabel").GetString()));
        Assert.Equal((answer.GetProperty("_id").GetString(), "CRITICAL"), (again.GetProperty("_id").GetString(), again.GetProperty("severityLabel").GetString()));
        await _app.Services.GetRequiredService<Correlator>().DrainAsync(Ct);
        var incident = Assert.Single((await GetAsync("incidents")).EnumerateArray());
        Assert.Equal("account:victim@example.com", incident.GetProperty("entities")[0].GetProperty("key").GetString());
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("""{ "type": "siem", "source": "x", "title": "t", "description": "d" }""")]
    [InlineData("""{ "type": "siem", "source": "x", "sourceRef": " ", "title": "t", "description": "d" }""")]
    [InlineData("""{ "type": "siem", "source": "x", "sourceRef": "1", "title": { "a": 1 }, "description": "d" }""")]
    [InlineData("""{ "type": "siem", "source": "x", "sourceRef": "1", "title": "t", "description": "d", "date": "yesterday" }""")]
    public async Task TheHive_client_is_told_what_is_wrong(string body)
    {
        var answer = await _api.PostAsync(Address("alert"), Text(body), Ct);

        Assert.Equal((HttpStatusCode.BadRequest, "AttributeCheckingError"), (answer.StatusCode, (await JsonAsync(answer)).GetProperty("type").GetString()));
        Assert.Equal(0, (await GetAsync("alerts")).GetArrayLength());
    }

    [Fact]
    public async Task Iris_client_gets_its_alert_back_and_is_told_what_is_missing()
    {
        var root = new Uri(_api.BaseAddress!, "/alerts/add");
        const string Body = """{ "alert_title": "Sudo", "alert_source": "Wazuh", "alert_source_ref": "1", "alert_severity_id": 5, "alert_status_id": 2, "alert_customer_id": 1, "alert_iocs": [{ "ioc_value": "198.51.100.7" }], "alert_assets": [{ "asset_name": "web-01" }] }""";

        var answer = await _api.PostAsync(root, Text(Body), Ct);
        var refused = await _api.PostAsync(root, Text("""{ "alert_title": "Sudo" }"""), Ct);

        var (taken, why) = (await JsonAsync(answer), await JsonAsync(refused));
        Assert.Equal((HttpStatusCode.OK, "success", "Sudo"), (answer.StatusCode, taken.GetProperty("status").GetString(), taken.GetProperty("data").GetProperty("alert_title").GetString()));
        Assert.Equal((HttpStatusCode.BadRequest, "Missing data for required field."), (refused.StatusCode, why.GetProperty("data").GetProperty("alert_severity_id")[0].GetString()));
        Assert.Equal("High", Assert.Single((await GetAsync("alerts?source=iris.alert")).EnumerateArray()).GetProperty("severity").GetString());
    }

    [Fact]
    public async Task Alert_of_ten_megabytes_is_kept_whole_and_shown_short()
    {
        var text = new string('x', 10_000_000);
        var answer = await _api.PostAsync(Address("alert"), Text($$"""{ "type": "siem", "source": "x", "sourceRef": "big", "title": "t", "description": "{{text}}" }"""), Ct);
        var tooLarge = await _api.PostAsync(Address("alert"), Text($$"""{ "type": "siem", "source": "x", "sourceRef": "big", "title": "t", "description": "{{text}}{{text}}" }"""), Ct);

        var alert = Assert.Single((await GetAsync("alerts")).EnumerateArray());
        var raw = (await GetAsync($"alerts/{alert.GetProperty("id").GetString()}")).GetProperty("raw").GetString()!;
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.RequestEntityTooLarge), (answer.StatusCode, tooLarge.StatusCode));
        Assert.Equal((65_536, true), (alert.GetProperty("description").GetString()!.Length, raw.Length > 10_000_000));
    }

    private static List<string> Ids(JsonElement bundle) => [.. bundle.GetProperty("objects").EnumerateArray().Select(o => o.GetProperty("id").GetString()!)];

    private static Uri Address(string path) => new(path, UriKind.Relative);

    private static StringContent Text(string body) => new(body, Encoding.UTF8, "application/json");

    private static Task<JsonElement> JsonAsync(HttpResponseMessage answer) => answer.Content.ReadFromJsonAsync<JsonElement>(Ct);

    private async Task OpenAsync(int incidents)
    {
        for (var i = 1; i <= incidents; i++)
        {
            Assert.Equal(HttpStatusCode.Created, (await PostAsync("incidents", $$"""{ "title": "incident {{i}}", "entities": [{ "type": "Account", "name": "user{{i}}@example.com" }] }""")).StatusCode);
        }
    }

    private async Task<int> CountAsync(string list)
    {
        await using var db = await _app.Services.GetRequiredService<IDbContextFactory<MatoiDb>>().CreateDbContextAsync(Ct);
        return list switch { "incidents" => await db.Incidents.CountAsync(Ct), "alerts" => await db.Alerts.CountAsync(Ct), _ => await db.Timeline.CountAsync(Ct) };
    }

    private Task<HttpResponseMessage> PostAsync(string path, string body) => _api.PostAsync(Address(path), Text(body), Ct);

    private async Task<HttpResponseMessage> PatchAsync(string path, string body, string? etag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, Address(path)) { Content = Text(body) };
        request.Headers.TryAddWithoutValidation("If-Match", etag);
        return await _api.SendAsync(request, Ct);
    }

    private async Task<JsonElement> GetAsync(string path) => await JsonAsync(await _api.GetAsync(Address(path), Ct));

    private async Task<HttpClient> ClientAsync(string name, TokenScope scope)
    {
        var token = await _app.Services.GetRequiredService<ApiTokens>().CreateAsync(name, scope, ct: Ct);
        var client = new HttpClient { BaseAddress = new($"{_app.Urls.First(u => u.StartsWith("http://127", StringComparison.Ordinal))}/api/v1/") };
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }
}
