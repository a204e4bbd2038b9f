using Matoi.Detect.Alerts;
using Matoi.Model;
using Matoi.Model.Assets;
using Matoi.Model.Entities;
using Matoi.Model.Incidents;
using Matoi.Prioritise.Clocks;
using Matoi.Prioritise.Scoring;
using Xunit;
using static Matoi.Tests.Detect.AlertSamples;

namespace Matoi.Tests.Prioritise;

/// <summary>What is known about the things that alerts name moves the priority, with its reason.</summary>
public class ScoreWithFactsTests
{
    private static readonly PriorityWeights Shipped = PriorityFile.Read("priority.yaml", File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "content", "plan", "priority.yaml"))).Weights!;
    private static readonly Entity Web = Entity.HostIn(Cloud.Aws, "i-1")!;
    private static readonly Entity Test = Entity.HostIn(Cloud.Aws, "i-2")!;

    [Fact]
    public void Counts_the_worst_asset_once_when_several_are_named()
        => Assert.Equal(["+15 criticality: Critical: shop-db", "+10 sensitivity: Restricted: shop-db", "+6 exposure: shop-db, test"], Parts([Alert(entities: [Web, Test])],
            Known(Asset(Web.Key, "shop-db", Criticality.Critical, Sensitivity.Restricted, Exposure.Public), Asset(Test.Key, "test", Criticality.Low, Sensitivity.Public, Exposure.Public))));

    [Fact]
    public void Falls_when_only_what_nobody_needs_is_touched()
        => Assert.Equal(["-10 criticality: Negligible: test"], Parts([Alert(entities: Test)], Known(Asset(Test.Key, "test", Criticality.Negligible))));

    [Theory]
    [InlineData("admin@example.com", "")]
    [InlineData("user/breakglass-1", "")]
    [InlineData("role/AWSReservedSSO_AdministratorAccess_0123456789abcdef", "")]
    [InlineData("root", "")]
    [InlineData("bob", "Reader, global administrator")]
    public void Counts_privilege_when_the_name_or_a_role_is_privileged(string name, string roles)
        => Assert.Equal([$"+8 privilege: {name}"], Parts([Alert(entities: Account(name, roles))], Known()));

    [Theory]
    [InlineData("badminton@example.com", "")]
    [InlineData("user/rooter", "")]
    [InlineData("bob", "Reader")]
    public void Counts_no_privilege_when_a_name_only_looks_like_it(string name, string roles) => Assert.Empty(Parts([Alert(entities: Account(name, roles))], Known()));

    [Fact]
    public void Counts_no_privilege_when_a_machine_is_called_admin() => Assert.Empty(Parts([Alert(entities: Entity.HostByName("admin"))], Known()));

    [Fact]
    public void Grows_with_what_is_touched_and_counts_a_thing_of_two_names_once()
    {
        var hosts = Enumerable.Range(1, 7).Select(i => Entity.HostIn(Cloud.Aws, $"i-{i}")).Append(Entity.HostByName("web")).ToArray();
        var web = Asset(Web.Key, "web", Criticality.Medium);

        Assert.Equal(["+3 blast-radius: 8"], Parts([Alert(entities: hosts)], new ScoringFacts { Weights = Shipped }));
        Assert.Equal(["+2 blast-radius: 7"], Parts([Alert(entities: hosts)], new ScoringFacts { Weights = Shipped, Assets = new([(Web.Key, web), ("host:web", web)]) }));
    }

    [Fact]
    public void Counts_a_known_indicator_when_one_is_named()
        => Assert.Equal(["+12 threat-intelligence: 203.0.113.9"], Parts([Alert(entities: Entity.Ip("203.0.113.9"))], Known() with { Indicators = new HashSet<string> { "ip:203.0.113.9" } }));

    [Theory]
    [InlineData("ip:10.0.0.4", "1", "asset-1")]
    [InlineData("ip:10.0.0.4", "2", "asset-2")]
    [InlineData("ip:10.0.0.4", "3", null)]
    [InlineData("ip:10.0.0.4", "", null)] // either may be meant
    [InlineData("host:web", "1", "asset-1")]
    [InlineData("ip:203.0.113.9", "3", "asset-1")] // a public address is one thing everywhere
    [InlineData("asset-2", "1", "asset-2")] // its own key, though another has it for an alias
    [InlineData("ip:192.0.2.1", "1", null)]
    public void Asset_is_found_only_when_no_other_may_be_meant(string key, string account, string? found)
    {
        var (one, two) = (Asset("asset-1", "1", account: "1"), Asset("asset-2", "2", account: "2"));
        var lookup = new AssetLookup([("ip:10.0.0.4", one), ("ip:10.0.0.4", two), ("host:web", one), ("ip:203.0.113.9", one), ("asset-2", one), ("asset-2", two), ("asset-1", one)]);

        Assert.Equal(found, lookup.Find(key, account)?.Key);
    }

    [Fact]
    public void Rescoring_tells_the_move_in_the_timeline_and_is_silent_when_nothing_moves()
    {
        AlertState[] alerts = [Alert(Severity.High, entities: Web)];
        var incident = new Incident { Title = "t", CreatedTime = Noon };
        var levels = new ServiceLevels { Targets = new Dictionary<PriorityLevel, ServiceTargets> { [PriorityLevel.P2] = new(TimeSpan.FromMinutes(30), null, null, false) } };
        RescoreIncidents.Decide(incident, alerts, Known(), "matoi", "plan", Noon);
        Assert.Equal((45, PriorityLevel.P3, null), (incident.Priority, incident.Level, incident.AckDue));

        var known = Known(Asset(Web.Key, "shop-db", Criticality.Critical, Sensitivity.Confidential)) with { ServiceLevels = levels };
        var entry = RescoreIncidents.Decide(incident, alerts, known, "alice", "assets from cmdb.csv", Noon);

        Assert.Equal(("alice", "Priority 45 → 65: +45 severity: High; +15 criticality: Critical: shop-db; +5 sensitivity: Confidential: shop-db", "{\"because\":\"assets from cmdb.csv\"}"), (entry!.Actor, entry.Text, entry.Details));
        Assert.Equal((PriorityLevel.P2, Noon.AddMinutes(30)), (incident.Level, incident.AckDue));
        Assert.Null(RescoreIncidents.Decide(incident, alerts, known, "alice", "assets from cmdb.csv", Noon));
    }

    [Fact]
    public void Rescoring_leaves_alone_what_is_closed()
        => Assert.Null(RescoreIncidents.Decide(new() { Title = "t", Status = IncidentStatus.Closed }, [Alert(entities: Web)], Known(Asset(Web.Key, "x", Criticality.Critical)), "a", "b", Noon));

    private static IEnumerable<string> Parts(AlertState[] alerts, ScoringFacts facts)
        => ScoreIncident.Decide(alerts, facts).Reasons.Where(r => r.Code is not "severity").Select(r => r.ToString());

    private static ScoringFacts Known(params Asset[] assets) => new() { Weights = Shipped, Assets = new(assets.Select(a => (a.Key, a))) };

    private static Asset Asset(string key, string name, Criticality criticality = default, Sensitivity sensitivity = default, Exposure exposure = default, string account = "")
        => new() { Key = key, Name = name, Criticality = criticality, Sensitivity = sensitivity, Exposure = exposure, Account = account };

    private static Entity Account(string name, string roles)
        => Entity.AccountIn(Cloud.Aws, "111122223333", name)! with { Identifiers = roles.Length > 0 ? new Dictionary<string, string> { ["Roles"] = roles } : null };
}
