using Matoi.Detect.Alerts;
using Matoi.Detect.Correlate;
using Matoi.Detect.Correlate.Identity;
using Matoi.Model;
using Matoi.Model.Entities;
using Xunit;
using static Matoi.Tests.Detect.AlertSamples;

namespace Matoi.Tests.Detect;

/// <summary>One person or machine under several names is one.</summary>
public class IdentitiesTests
{
    private static AlertState Alert(int minute, params Entity?[] entities) => AlertSamples.Alert(minute: minute, entities: entities);

    private static Entity Session(string role, string session) => Entity.AwsPrincipal($"arn:aws:sts::111122223333:assumed-role/{role}/{session}")!;

    private static JoinReason? Second(IdentityAliases aliases, params AlertState[] alerts)
    {
        var correlation = new Correlation(aliases);
        var reason = (JoinReason?)null;
        foreach (var alert in alerts)
        {
            reason = correlation.Place(alert, alert.Id, DateTimeOffset.MaxValue)?.Reason;
        }

        return reason;
    }

    [Fact]
    public void A_mail_address_is_one_person_in_every_cloud_and_case()
        => Assert.NotNull(Second(IdentityAliases.None, Alert(0, Entity.AccountByMail("Alice@Example.com", Cloud.Azure)), Alert(5, Session("AWSReservedSSO_Admin_0123", "alice@example.com"))));

    [Fact]
    public void A_session_called_as_the_only_person_of_that_name_is_that_person()
    {
        var shared = Second(IdentityAliases.None, Alert(0, Entity.AccountByMail("alice@example.com", Cloud.Azure)), Alert(5, Session("Admin", "alice")))!.Shared[0];

        Assert.Equal(("account:alice@example.com", "AWS session alice"), (shared.Key, shared.Known));
    }

    [Fact]
    public void A_user_called_as_the_only_person_of_that_name_is_that_person()
        => Assert.Equal("IAM user alice", Second(IdentityAliases.None, Alert(0, Entity.AccountByMail("alice@example.com", Cloud.Azure)), Alert(5, Entity.AwsPrincipal("arn:aws:iam::111122223333:user/alice")))!.Shared[0].Known);

    [Fact]
    public void A_session_called_as_two_people_are_is_neither()
        => Assert.Null(Second(IdentityAliases.None, Alert(-9000, Entity.AccountByMail("alice@other.example", Cloud.Google)), Alert(0, Entity.AccountByMail("alice@example.com", Cloud.Azure)), Alert(5, Session("Admin", "alice"))));

    [Theory]
    [InlineData("admin")]
    [InlineData("terraform")]
    public void A_name_that_everybody_gives_is_nobody(string name)
        => Assert.Null(Second(IdentityAliases.None, Alert(0, Entity.AccountByMail($"{name}@example.com", Cloud.Azure)), Alert(5, Session("Admin", name))));

    [Fact]
    public void A_service_account_is_no_person()
        => Assert.Null(Second(IdentityAliases.None, Alert(0, Entity.AccountByMail("alice@p.iam.gserviceaccount.com", Cloud.Google)), Alert(5, Session("Admin", "alice"))));

    [Fact]
    public void Credentials_of_an_instance_are_the_instance()
        => Assert.Equal("credentials of i-0abc12345678", Second(IdentityAliases.None, Alert(0, Entity.HostIn(Cloud.Aws, "i-0abc12345678")), Alert(5, Session("web", "i-0abc12345678")))!.Shared[0].Known);

    [Theory]
    [InlineData(60, "had 10.0.0.5")]
    [InlineData(13 * 60, null)]
    public void An_address_is_the_machine_that_had_it_then(int minute, string? known)
    {
        var host = Entity.HostIn(Cloud.Aws, "i-0abc12345678")! with { Identifiers = new Dictionary<string, string> { ["PrivateIpAddress"] = "10.0.0.5" } };

        Assert.Equal(known, Second(IdentityAliases.None, Alert(0, host), Alert(minute, Entity.Ip("10.0.0.5")))?.Shared[0].Known);
    }

    [Fact]
    public void An_address_that_was_handed_on_is_the_later_machine()
    {
        var leases = new HostLeases();
        foreach (var (minute, name) in ((int, string)[])[(0, "i-00000000aaaa"), (120, "i-00000000bbbb")])
        {
            leases.Learn(Alert(minute, Entity.HostIn(Cloud.Aws, name), Entity.Ip("10.0.0.5")), key => key);
        }

        Assert.Equal("host:aws:i-00000000aaaa", leases.At("ip:10.0.0.5", Noon.AddMinutes(20))!.Key);
        Assert.Equal("host:aws:i-00000000bbbb", leases.At("ip:10.0.0.5", Noon.AddMinutes(100))!.Key);
        Assert.Null(leases.At("ip:10.0.0.5", Noon.AddHours(15)));
    }

    [Fact]
    public void A_public_address_beside_a_machine_is_not_its_own()
    {
        var leases = new HostLeases();
        leases.Learn(Alert(0, Entity.HostIn(Cloud.Aws, "i-00000000aaaa"), Entity.Ip("203.0.113.9")), key => key);

        Assert.Null(leases.At("ip:203.0.113.9", Noon));
    }

    [Fact]
    public void The_alias_file_joins_names_that_nothing_else_does()
    {
        var (aliases, problems) = Read("people:\n- [alice@example.com, 'aws:111122223333:user/svc-7', alice.tanaka@mail.example]\nhosts:\n- [web01, 'aws:i-0abc12345678']\n");

        Assert.Empty(problems);
        Assert.Equal("user/svc-7 in identities.yaml", Second(aliases, Alert(0, Entity.AccountByMail("alice.tanaka@mail.example", Cloud.Google)), Alert(5, Entity.AwsPrincipal("arn:aws:iam::111122223333:user/svc-7")))!.Shared[0].Known);
        Assert.NotNull(Second(aliases, Alert(0, Entity.HostByName("WEB01")), Alert(5, Entity.HostIn(Cloud.Aws, "i-0abc12345678"))));
    }

    [Fact]
    public void The_alias_file_tells_every_mistake_with_its_line_and_keeps_the_rest()
    {
        var (aliases, problems) = Read("people:\n- [alice@example.com, a]\n- [only-one]\n- [b, a]\n");

        Assert.Equal(["identities-unreadable 3", "identity-twice 4"], problems.Select(p => $"{p.Code} {p.Target![(p.Target!.LastIndexOf(':') + 1)..]}"));
        Assert.Equal("alice@example.com", aliases.Person("A"));
    }

    private static (IdentityAliases Aliases, IReadOnlyList<Problem> Problems) Read(string yaml)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, yaml);
            return IdentityAliases.Read(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
