using Matoi.Detect.Correlate;
using Matoi.Model;
using Matoi.Model.Entities;
using Xunit;
using static Matoi.Detect.Correlate.CorrelateAlert;
using static Matoi.Tests.Detect.AlertSamples;

namespace Matoi.Tests.Detect;

/// <summary>An alert joins the open incident whose entities say that it is the same story.</summary>
public class CorrelateAlertTests
{
    private static readonly Facet Person = Facet(EntityType.Account, "account:alice@example.com");
    private static readonly Facet Public = Facet(EntityType.IP, "ip:203.0.113.9");

    private static Facet Facet(EntityType type, string key)
    {
        var (weight, kind) = EntityWeights.Of(type, key);
        return new(key, key[(key.IndexOf(':') + 1)..], type, kind, weight);
    }

    private static Claim Alert(double hours = 0, Severity severity = Severity.Medium, string[]? tactics = null, ulong actors = 0, double everyday = 0)
        => new(Noon.AddHours(hours), Noon.AddHours(hours), severity, tactics ?? [], actors, everyday);

    private static Tie Shared(Facet facet, double perHour = 0, double everyday = 0, double actors = 0, double penalty = 0) => new(facet, Noon, Noon, perHour, everyday, actors, penalty);

    private static Candidate Incident(params Tie[] ties) => new(Guid.CreateVersion7(), Noon, Severity.Medium, [], false, ties);

    private static double? Score(Claim alert, Candidate incident) => Decide(alert, [incident])?.Reason.Score;

    [Fact]
    public void Joins_when_both_name_the_same_account()
    {
        var incident = Incident(Shared(Person));

        var (id, reason) = Decide(Alert(), [incident])!.Value;

        Assert.Equal((incident.IncidentId, 0.9, 0), (id, reason.Score, reason.MinutesApart));
        Assert.Equal(["alice@example.com"], reason.Shared.Select(s => s.Name));
    }

    [Theory]
    [InlineData(0, 0.9)]
    [InlineData(6, 0.675)]
    [InlineData(12, 0.45)]
    [InlineData(13, null)]
    [InlineData(48, null)]
    [InlineData(-6, 0.675)]
    [InlineData(-13, null)]
    public void Fades_over_24_hours_before_and_after(double hours, double? score) => Assert.Equal(score, Score(Alert(hours), Incident(Shared(Person))));

    [Theory]
    [InlineData(0.1, 0.757)]
    [InlineData(0.5, 0.523)]
    [InlineData(1, null)]
    public void Means_less_the_more_often_an_hour_it_is_named(double perHour, double? score)
        => Assert.Equal(score, Score(Alert(everyday: 0.2), Incident(Shared(Person, perHour))));

    [Fact]
    public void Noisy_rules_join_within_minutes_and_not_within_hours()
    {
        Assert.NotNull(Score(Alert(everyday: 1), Incident(Shared(Person))));
        Assert.Null(Score(Alert(1, everyday: 1), Incident(Shared(Person))));
        Assert.NotNull(Score(Alert(1, everyday: 0.03), Incident(Shared(Person, everyday: 0.03))));
    }

    [Fact]
    public void Does_not_join_by_an_address_that_many_different_actors_come_from()
    {
        Assert.NotNull(Score(Alert(), Incident(Shared(Public, actors: 10))));
        Assert.Null(Score(Alert(), Incident(Shared(Public, actors: 80))));
    }

    [Fact]
    public void An_account_is_its_own_actor_however_many_it_is_named_with() => Assert.Equal(0.9, Score(Alert(), Incident(Shared(Person, actors: 80))));

    [Fact]
    public void Different_people_behind_one_address_are_joined_only_by_serious_claims()
    {
        var others = Incident(Shared(Public)) with { NamesAccounts = true };

        Assert.Null(Score(Alert(actors: 1), others));
        Assert.Equal(0.7, Score(Alert(actors: 1, severity: Severity.High), others));
        Assert.Equal(0.7, Score(Alert(actors: 1), others with { Severity = Severity.High }));
    }

    [Fact]
    public void Hints_of_different_kinds_add_up_and_of_one_kind_do_not()
    {
        var weakest = Facet(EntityType.Process, "process:xmrig");
        var inside = Facet(EntityType.IP, "ip:10.0.0.1");

        Assert.Null(Score(Alert(), Incident(Shared(weakest))));
        Assert.Equal(0.52, Score(Alert(), Incident(Shared(weakest), Shared(inside))));
        Assert.Null(Score(Alert(), Incident(Shared(weakest), Shared(Facet(EntityType.Process, "process:curl")))));
    }

    [Fact]
    public void What_people_have_split_means_less() => Assert.Null(Score(Alert(), Incident(Shared(Public, penalty: 0.5))));

    [Theory]
    [InlineData("TA0010", 0.9, "TA0006", "TA0010")]
    [InlineData("TA0006", 0.9, null, null)]
    [InlineData("TA0001", 0.81, "TA0006", "TA0001")]
    public void Tells_the_step_in_the_kill_chain_and_scores_less_for_one_back(string tactic, double score, string? from, string? to)
    {
        var reason = Decide(Alert(tactics: [tactic]), [Incident(Shared(Person)) with { Tactics = ["TA0006"] }])!.Value.Reason;

        Assert.Equal((score, from, to), (reason.Score, reason.Step?.From, reason.Step?.To));
    }

    [Fact]
    public void Takes_the_best_whatever_order_they_come_in()
    {
        var (weaker, best) = (Incident(Shared(Public)), Incident(Shared(Person)));

        Assert.Equal(best.IncidentId, Decide(Alert(), [weaker, best])!.Value.IncidentId);
        Assert.Equal(best.IncidentId, Decide(Alert(), [best, weaker])!.Value.IncidentId);
    }

    [Fact]
    public void Takes_the_later_when_incidents_score_alike()
    {
        var (earlier, later) = (Incident(Shared(Person)), Incident(Shared(Person)) with { LastSeen = Noon.AddHours(1) });

        Assert.Equal(later.IncidentId, Decide(Alert(), [later, earlier])!.Value.IncidentId);
        Assert.Equal(later.IncidentId, Decide(Alert(), [earlier, later])!.Value.IncidentId);
    }
}
