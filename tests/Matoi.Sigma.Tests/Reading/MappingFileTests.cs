using System.Text;
using System.Text.Json;
using Matoi.Sigma.Mapping;
using Matoi.Sigma.Reading;
using Xunit;

namespace Matoi.Sigma.Tests.Reading;

/// <summary>The mapping files of the repository.</summary>
public class MappingFileTests
{
    private static readonly LogSourceMappings Files = LogSourceMappings.ReadFiles([Path.Combine(Corpus.Root(), "content", "logsources")]);

    [Fact]
    public void Every_file_is_read() => Assert.Equal("", string.Join("\n", Files.Errors));

    // Nothing takes in these logs.
    [Theory]
    [InlineData("sigma", "onelogin/onelogin.events cisco/duo")]
    [InlineData("suzaku-rules", "")]
    public void Every_published_log_source_but_these_has_a_mapping(string collection, string without)
    {
        var sources = SigmaReader.ReadFiles(Corpus.Files(collection)).Rules.Select(rule => rule.LogSource).Distinct();

        Assert.Equal(without.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), sources.Where(s => Files.For(s).Count == 0).Select(s => s.ToString()).Order());
    }

    [Fact]
    public void Recorded_windows_events_meet_the_rules_that_they_were_recorded_for()
    {
        var rules = SigmaReader.ReadFiles(Corpus.Files("sigma")).Rules.ToDictionary(r => r.Id);
        var (missed, seen) = (new List<string>(), 0);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Corpus.Folder, "sigma", "regression_data"), "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (rules.TryGetValue(Path.GetFileNameWithoutExtension(file), out var rule))
            {
                seen++;
                if (!Values(File.ReadAllBytes(file)).Any(record => Meets(rule, record)))
                {
                    missed.Add($"{rule.Title} ({Path.GetFileName(file)})");
                }
            }
        }

        Assert.Equal("", string.Join("\n", missed));
        Assert.True(seen > 90, $"only {seen} events are those of a rule");
    }

    [Theory]
    [InlineData("azure.audit", "event-hub", "azure", "auditlogs", "properties.message: Add member to role\nproperties.result: success\ncategory: RoleManagement\nTargetResources.modifiedProperties.newValue|contains: Global")]
    [InlineData("azure.audit", "graph", "azure", "auditlogs", "OperationName: Add member to role\nproperties.result: success\nproperties.targetResources|contains: 'Global Administrator'")]
    [InlineData("azure.audit", "log-analytics", "azure", "auditlogs", "operationName: Update user\nStatus: Success\nLoggedByService: Core Directory")]
    [InlineData("azure.signin", "event-hub", "azure", "signinlogs", "ResultType: 0\nproperties.authenticationRequirement: multiFactorAuthentication\nlocation: JP\nClientApp: Browser")]
    [InlineData("azure.signin", "graph", "azure", "signinlogs", "ResultType: 50126\nResultDescription: Invalid password\nRiskState: atRisk\nproperties.deviceDetail.deviceId: ''")]
    [InlineData("azure.signin", "log-analytics", "azure", "riskdetection", "riskEventType|contains: leakedCredentials")]
    [InlineData("azure.activity", "event-hub", "azure", "activitylogs", "operationName: Microsoft.Network/networkSecurityGroups/delete\nCategoryValue: Administrative\nResourceId|contains: networksecuritygroups")]
    [InlineData("azure.activity", "rest", "azure", "activitylogs", "operationName: Microsoft.Compute/virtualMachines/write\nResourceProviderValue: Microsoft.Compute\nproperties.statusCode: Created\nresultType: Succeeded")]
    [InlineData("azure.activity", "log-analytics", "azure", "activitylogs", "OperationNameValue: Microsoft.Web/sites/delete\nproperties.statusCode: OK\nCaller: mika.sato@example.com")]
    [InlineData("azure.storage", "event-hub", "azure", "storage", "operationName: GetBlob\nobjectKey|endswith: .zip\nauthenticationType: SAS\nstatusCode: 200")]
    [InlineData("azure.diagnostics", "event-hub", "azure", "keyvault", "operationName: SecretGet\nhttpStatusCode: 200\nid|contains: /secrets/")]
    [InlineData("azure.graph-activity", "event-hub", "azure", "graphactivitylogs", "requestMethod: GET\nuserAgent|startswith: azurehound\nresponseStatusCode: 200")]
    [InlineData("azure.office-activity", "management-api", "m365", "audit", "Operation: New-InboxRule\nParameters|contains: MoveToFolder\nWorkload: Exchange")]
    [InlineData("azure.office-activity", "log-analytics", "azure", "m365", "Operation: Add-MailboxPermission\nWorkload: Exchange\nObjectId: kenji")]
    [InlineData("k8s.audit", "audit-file", "kubernetes", "audit", "verb: create\nobjectRef.subresource: exec\nuser.username: kubernetes-admin")]
    [InlineData("google.workspace", "activities-page", "gcp", "google_workspace.admin", "eventName: ASSIGN_ROLE\nnew_value: _SEED_ADMIN_ROLE")]
    [InlineData("google.workspace", "flat", "gcp", "google_workspace.login", "eventName: login_failure\nparameters.is_suspicious: true")]
    [InlineData("google.audit", "json-lines", "gcp", "gcp.audit", "gcp.audit.method_name|exists: true\ndata.protoPayload.serviceName|exists: true")]
    [InlineData("okta.system-log", "events", "okta", "okta", "eventType: user.session.start\noutcome.result: FAILURE\nsecurityContext.isProxy: false")]
    [InlineData("generic.windows-event", "winlogbeat-and-nxlog", "windows", "sysmon", "EventID: 1\nCommandLine|contains: whoami")]
    [InlineData("generic.windows-event", "winlogbeat-and-nxlog", "windows", "security", "EventID: 4688\nNewProcessName|endswith: '\\net.exe'")]
    public void Records_of_sources_are_found_by_the_names_of_rules(string source, string fixture, string product, string service, string selection)
    {
        var folder = Path.Combine(Corpus.Root(), "tests", "Goldens", source, fixture);
        var text = File.ReadAllText(Directory.EnumerateFiles(folder, "input*").Single());
        var rule = Assert.Single(Written.Read($"title: t\nlogsource: {{product: {product}, service: {service}}}\ndetection:\n  s:\n{string.Join("\n", selection.Split('\n').Select(l => "    " + l))}\n  condition: s\n").Rules);

        Assert.All(Files.For(rule.LogSource), mapping => Assert.NotEmpty(mapping.Records));
        Assert.Contains(Records(text), record => Meets(rule, record, source));
    }

    [Fact]
    public void Start_of_a_process_is_found_in_sysmon_and_in_the_security_log()
    {
        var rule = Assert.Single(Written.Read("title: t\nlogsource: {product: windows, category: process_creation}\ndetection:\n  s: {Image|endswith: ['\\cmd.exe', '\\net.exe']}\n  condition: s\n").Rules);
        var text = File.ReadAllText(Path.Combine(Corpus.Root(), "tests", "Goldens", "generic.windows-event", "winlogbeat-and-nxlog", "input.json"));

        Assert.Equal([true, true], Records(text).Take(2).Select(record => Meets(rule, record)));
    }

    private static bool Meets(SigmaRule rule, JsonElement record, string? source = null) => Files.For(rule.LogSource)
        .Where(mapping => source is null || mapping.Records.Contains(source))
        .Any(mapping => new Naive(mapping, record) is var naive && naive.Holds(mapping.When) && naive.Holds(rule.Condition));

    // Files hold a list of records, or one under "records", "value" or "items", or one record after the other.
    private static IEnumerable<JsonElement> Records(string text) => Values(Encoding.UTF8.GetBytes(text)).SelectMany(root => root.ValueKind == JsonValueKind.Array
        ? root.EnumerateArray()
        : new[] { "records", "value", "items" }.Select(name => root.TryGetProperty(name, out var list) ? list : default).FirstOrDefault(list => list.ValueKind == JsonValueKind.Array) is { ValueKind: JsonValueKind.Array } found
        ? found.EnumerateArray() : Enumerable.Repeat(root, 1));

    private static List<JsonElement> Values(byte[] json)
    {
        var values = new List<JsonElement>();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { AllowMultipleValues = true });
        while (reader.Read())
        {
            values.Add(JsonElement.ParseValue(ref reader));
        }

        return values;
    }
}
