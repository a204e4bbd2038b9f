using Matoi.Detect.Alerts;
using Matoi.Detect.Correlate;
using Matoi.Detect.Correlate.Files;
using Matoi.Detect.Correlate.Identity;
using Matoi.Model;
using Matoi.Model.Entities;
using Xunit;
using static Matoi.Tests.Detect.AlertSamples;

namespace Matoi.Tests.Detect;

/// <summary>Alerts that come one after another become the incidents that they truly are.</summary>
public class CorrelationTests
{
    private int _number;

    private AlertState Alert(double minute, string rule, params Entity?[] entities) => Alert(minute, rule, "111122223333", entities);

    private AlertState Alert(double minute, string rule, string account, Entity?[] entities) => new()
    {
        Source = "test", SourceRef = $"a{++_number}", Title = rule, AlertType = rule, Product = "Test", Severity = Severity.Medium, Cloud = Cloud.Aws, CloudAccount = account, FirstSeen = Noon.AddMinutes(minute), LastSeen = Noon.AddMinutes(minute),
        Entities = [.. entities.Select(e => new AlertEntity { Key = e!.Key, Type = e.Type, Name = e.Name, Cloud = e.Cloud, Identifiers = e.Identifiers is { } known ? new(known) : [] })],
    };

    private static int Incidents(IEnumerable<AlertState> alerts, Correlation? correlation = null)
    {
        correlation ??= new(IdentityAliases.None);
        return alerts.Count(a => correlation.Place(a, a.Id, DateTimeOffset.MaxValue) is null);
    }

    private static Entity Mail(string name) => Entity.AccountByMail($"{name}@example.com", Cloud.Aws)!;

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("169.254.169.254")]
    [InlineData("127.0.0.1")]
    public void Addresses_that_everybody_asks_glue_nothing(string address)
        => Assert.Equal(2, Incidents([Alert(0, "a", Entity.Ip(address)), Alert(1, "b", Entity.Ip(address))]));

    [Theory]
    [InlineData("root")]
    [InlineData("system")]
    [InlineData("anonymous")]
    public void Names_that_are_everywhere_glue_nothing(string name)
        => Assert.Equal(2, Incidents([Alert(0, "a", Entity.AccountIn(Cloud.Aws, "1", name)), Alert(1, "b", Entity.AccountIn(Cloud.Aws, "1", name))]));

    [Theory]
    [InlineData(Cloud.Azure, "/subscriptions/0000/resourceGroups/rg")]
    [InlineData(Cloud.Aws, "AWS::::Account:111122223333")]
    [InlineData(Cloud.Google, "//cloudresourcemanager.googleapis.com/projects/p")]
    public void Whole_accounts_glue_nothing(Cloud cloud, string id)
        => Assert.Equal(2, Incidents([Alert(0, "a", Entity.Resource(cloud, id)), Alert(1, "b", Entity.Resource(cloud, id))]));

    [Fact]
    public void A_private_address_is_one_machine_only_within_its_account()
    {
        var inside = Entity.Ip("10.0.0.7");
        Assert.Equal(1, Incidents([Alert(0, "a", inside), Alert(1, "b", inside)]));
        Assert.Equal(2, Incidents([Alert(0, "a", "1", [inside]), Alert(1, "b", "2", [inside])]));
    }

    [Fact]
    public void A_gateway_of_many_people_does_not_join_them_while_each_stays_together()
    {
        var gateway = Entity.Ip("198.51.100.1");
        var everyday = Enumerable.Range(0, 600).Select(n => Alert(n * 7, $"everyday {n % 4}", Mail($"p{n}"), gateway)).ToList();
        Entity mallory = Mail("mallory"), trent = Mail("trent");
        List<AlertState> attack =
        [
            Alert(2001, "stolen session", mallory, gateway), Alert(2003, "key created", trent, gateway), Alert(2009, "trail stopped", mallory, gateway), Alert(2012, "snapshot shared", trent, gateway),
        ];

        var found = CorrelateFile.Group([.. everyday, .. attack], IdentityAliases.None);

        Assert.Equal(602, found.Count);
        Assert.Equal(["a601,a603", "a602,a604"], found.Where(i => i.Alerts.Count > 1).Select(i => string.Join(',', i.Alerts)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_account_that_works_all_day_joins_nothing_by_that()
    {
        var build = Entity.AccountIn(Cloud.Aws, "1", "user/build");
        var alerts = Enumerable.Range(0, 600).Select(n => Alert(n * 11, $"everyday {n % 3}", build)).ToList();

        Assert.InRange(CorrelateFile.Group(alerts, IdentityAliases.None).Count, 595, 600);
    }

    [Fact]
    public void Alerts_that_name_nothing_fold_by_rule_within_minutes_only()
    {
        Assert.Equal(1, Incidents([Alert(0, "alarm"), Alert(4, "alarm")]));
        Assert.Equal(2, Incidents([Alert(0, "alarm"), Alert(20, "alarm")]));
        Assert.Equal(2, Incidents([Alert(0, "alarm"), Alert(1, "other alarm")]));
        Assert.Equal(2, Incidents([Alert(0, "alarm", "1", []), Alert(1, "alarm", "2", [])]));
    }

    [Fact]
    public void A_late_alert_finds_the_incident_of_its_own_time()
    {
        var correlation = new Correlation(IdentityAliases.None);
        AlertState old = Alert(0, "a", Mail("alice")), recent = Alert(3 * 24 * 60, "b", Mail("alice")), late = Alert(5, "c", Mail("alice"));
        Assert.Equal(2, Incidents([old, recent], correlation));

        Assert.Equal(old.Id, correlation.Place(late, null, DateTimeOffset.MaxValue)!.IncidentId);
    }

    [Fact]
    public void Clocks_that_are_wrong_by_years_disturb_nothing()
    {
        var correlation = new Correlation(IdentityAliases.None);
        var skewed = new[] { Alert(0, "x", Mail("bob")), Alert(0, "y", Mail("bob")) };
        (skewed[0].FirstSeen, skewed[0].LastSeen) = (DateTimeOffset.MinValue, DateTimeOffset.MinValue);
        (skewed[1].FirstSeen, skewed[1].LastSeen) = (DateTimeOffset.MaxValue, DateTimeOffset.MaxValue);
        var first = Alert(0, "a", Mail("alice"));
        Assert.Equal(3, new[] { first, skewed[0], skewed[1] }.Count(a => correlation.Place(a, a.Id, Noon.AddDays(1)) is null));

        // Enough alerts that the past is forgotten several times.
        Assert.Equal(50_000, Enumerable.Range(0, 50_000).Count(n => correlation.Place(Alert(1, "c", Entity.AccountByMail($"p{n}@x.example", Cloud.Aws)), null, Noon.AddDays(1)) is null));
        Assert.Equal(first.Id, correlation.Place(Alert(30, "b", Mail("alice")), null, Noon.AddDays(1))!.IncidentId);
    }

    [Fact]
    public void What_is_held_does_not_grow_with_what_has_passed()
    {
        var correlation = new Correlation(IdentityAliases.None);
        var (most, keys) = (0, 0);
        for (var n = 0; n < 200_000; n++)
        {
            var alert = Alert(n * 1.5, $"rule {n % 50}", Entity.AccountByMail($"p{n}@x.example", Cloud.Aws));
            correlation.Place(alert, alert.Id, DateTimeOffset.MaxValue);
            (most, keys) = (Math.Max(most, correlation.OpenCount), Math.Max(keys, correlation.KeyCount));
        }

        Assert.InRange(most, 1, 45_000);
        Assert.InRange(keys, 1, 80_000);
    }

    [Fact]
    public void Fifty_thousand_alerts_of_one_story_are_one_incident()
    {
        var alerts = Enumerable.Range(0, 50_000).Select(n => Alert(n / 1000.0, "mass encryption", Mail("alice"), Entity.Ip("203.0.113.9")));
        Assert.Equal(1, Incidents(alerts));
    }

    [Fact]
    public void An_alert_that_names_five_thousand_things_is_found_by_those_that_mean_most()
    {
        var many = Enumerable.Range(0, 5000).Select(n => Entity.Of(EntityType.Process, $"p{n}")).Append(Entity.HostByName("web01")).Append(Mail("alice")).ToArray();
        Assert.Equal(1, Incidents([Alert(0, "a", many), Alert(1, "b", Mail("alice")), Alert(2, "c", Entity.HostByName("web01")), Alert(3, "d", many)]));
    }

    [Fact]
    public void A_closed_incident_is_joined_no_more()
    {
        var correlation = new Correlation(IdentityAliases.None);
        var first = Alert(0, "a", Mail("alice"));
        correlation.Place(first, first.Id, DateTimeOffset.MaxValue);
        correlation.Remove(first.Id);

        Assert.Null(correlation.Place(Alert(1, "b", Mail("alice")), null, DateTimeOffset.MaxValue));
        Assert.Equal(0, correlation.OpenCount);
    }

    [Fact]
    public void What_a_split_taught_counts_at_once()
    {
        var correlation = new Correlation(IdentityAliases.None);
        var first = Alert(0, "a", Entity.Ip("203.0.113.9"));
        correlation.Place(first, first.Id, DateTimeOffset.MaxValue);
        Assert.NotNull(correlation.Place(Alert(1, "b", Entity.Ip("203.0.113.9")), null, DateTimeOffset.MaxValue));

        correlation.Learn("ip:203.0.113.9", 0.9);
        correlation.Learn("ip:203.0.113.9@aws:111122223333", 0.9);
        Assert.Null(correlation.Place(Alert(2, "c", Entity.Ip("203.0.113.9")), null, DateTimeOffset.MaxValue));
    }

    [Fact]
    public void The_order_of_lines_in_a_file_changes_nothing()
    {
        List<AlertState> Mix()
        {
            _number = 0;
            var random = new Random(3);
            return [.. Enumerable.Range(0, 400).Select(n => Alert(random.Next(3000), $"rule {random.Next(30)}", Mail($"p{random.Next(80)}"), Entity.Ip($"203.0.113.{random.Next(20)}")))];
        }

        static string Told(List<CorrelateFile.Grouped> found) => string.Join('\n', found.Select(i => string.Join(',', i.Alerts)));
        var (straight, turned) = (Mix(), Mix());
        turned.Reverse();
        Assert.Equal(Told(CorrelateFile.Group(straight, IdentityAliases.None)), Told(CorrelateFile.Group(turned, IdentityAliases.None)));
    }
}
