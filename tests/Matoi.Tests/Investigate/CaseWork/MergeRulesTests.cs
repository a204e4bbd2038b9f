using Matoi.Detect.Alerts;
using Matoi.Investigate.Incidents.Moving;
using Matoi.Model.Entities;
using Matoi.Model.Incidents;
using Xunit;

namespace Matoi.Tests.Investigate.CaseWork;

/// <summary>Which incidents merge, which alerts may be split off, and what is learned, with no store.</summary>
public class MergeRulesTests
{
    private static Incident Open(int number) => new() { Title = "t", Number = number };

    private static Incident Merged(int number, int into) => new() { Title = "t", Number = number, Status = IncidentStatus.Closed, MergedInto = into };

    [Fact]
    public void Merge_goes_into_the_lowest_number_when_nothing_is_said()
    {
        var (problem, into, others) = MergeIncidents.Decide(new([7, 3, 5]), [Open(3), Open(5), Open(7)]);

        Assert.Null(problem);
        Assert.Equal((3, "5 7"), (into!.Number, string.Join(' ', others.Select(o => o.Incident!.Number))));
    }

    [Theory]
    [InlineData(new[] { 1 }, null, "merge-needs-two")]
    [InlineData(new[] { 1, 1 }, null, "merge-needs-two")]
    [InlineData(new int[0], null, "merge-needs-two")]
    [InlineData(new[] { 8, 9 }, null, "incident-not-found")]
    [InlineData(new[] { 1, 2 }, 4, "incident-merged")]
    [InlineData(new[] { 1, 4 }, null, "incident-merged")]
    public void Merge_is_refused_when_it_makes_no_sense(int[] numbers, int? into, string code)
        => Assert.Equal(code, MergeIncidents.Decide(new(numbers, into), [Open(1), Open(2), Merged(4, 2)]).Problem!.Code);

    [Fact]
    public void Merge_again_is_done_already()
        => Assert.Equal("already-merged", MergeIncidents.Decide(new([1, 4]), [Open(1), Merged(4, 1)]).Others.Single().Done!.Done);

    [Fact]
    public void Merge_is_refused_only_when_others_would_see_what_is_restricted()
    {
        var (restricted, wider) = (Open(2), Open(3));
        (restricted.RestrictedTo, wider.RestrictedTo) = (["Alice"], ["alice", "bob"]);
        string? Into(int into, params Incident[] found) => MergeIncidents.Decide(new([.. found.Select(i => i.Number)], into), found).Problem?.Code;

        Assert.Equal(("restriction-differs", "restriction-differs"), (Into(1, Open(1), restricted), Into(3, wider, restricted)));
        Assert.Equal((null, null), (Into(2, Open(1), restricted), Into(2, wider, restricted)));
    }

    [Fact]
    public void Lesson_is_about_the_entity_that_joined_and_that_both_sides_name()
    {
        var reason = new JoinReason(0.9, [new("account:a", "a", EntityType.Account, 0.9), new("ip:1.1.1.1", "1.1.1.1", EntityType.IP, 0.7)], 3);

        Assert.Equal(["account:a"], EntityLessons.Decide(new HashSet<string> { "account:a", "host:h" }, [reason], []));
        Assert.Equal(["account:a"], EntityLessons.Decide(new HashSet<string> { "account:a", "host:h" }, [], [reason]));
        Assert.Equal(["host:h"], EntityLessons.Decide(new HashSet<string> { "host:h" }, [reason], []));
        Assert.Empty(EntityLessons.Decide(new HashSet<string>(), [reason], [reason]));
    }
}
