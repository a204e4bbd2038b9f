using Matoi.Model;
using Matoi.Model.Incidents;
using Matoi.Prioritise.Clocks;
using Xunit;

namespace Matoi.Tests.Prioritise;

/// <summary>The clocks of an incident say until when what must be done, and whether it was.</summary>
public class ServiceClocksTests
{
    private static readonly DateTimeOffset Opened = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly ServiceLevels Levels = new()
    {
        Targets = new Dictionary<PriorityLevel, ServiceTargets>
        {
            [PriorityLevel.P1] = new(TimeSpan.FromMinutes(15), TimeSpan.FromHours(4), TimeSpan.FromDays(1), false),
            [PriorityLevel.P4] = new(TimeSpan.FromHours(8), null, null, true),
        },
    };

    [Fact]
    public void Counts_from_the_opening_when_the_level_has_targets()
        => Assert.Equal([("acknowledge", 15), ("contain", 240), ("resolve", 1440)], ServiceClocks.Of(At(PriorityLevel.P1), Opened).Select(c => (c.What, (int)(c.Due - Opened).TotalMinutes)));

    [Fact]
    public void Moves_with_the_level_when_the_priority_changes()
    {
        var incident = At(PriorityLevel.P1);
        incident.Level = PriorityLevel.P4;
        ServiceClocks.Set(incident, Levels);

        // 12:00 to 18:00 are six hours; two are left for the morning.
        Assert.Equal(("acknowledge", new DateTimeOffset(2026, 11, 25, 11, 0, 0, TimeSpan.Zero)), ServiceClocks.Of(incident, Opened).Select(c => (c.What, c.Due)).Single());
    }

    [Fact]
    public void Has_no_clocks_when_the_plan_sets_none_for_the_level() => Assert.Empty(ServiceClocks.Of(At(PriorityLevel.P5), Opened));

    [Theory]
    [InlineData(15, null, ClockState.Running)]
    [InlineData(16, null, ClockState.Breached)]
    [InlineData(99, 15, ClockState.Met)]
    [InlineData(99, 16, ClockState.Missed)]
    public void Stands_as_the_times_say_when_asked(int minutesNow, int? acknowledged, ClockState state)
    {
        var incident = At(PriorityLevel.P1);
        incident.AckTime = acknowledged is { } minutes ? Opened.AddMinutes(minutes) : null;

        Assert.Equal(state, ServiceClocks.Of(incident, Opened.AddMinutes(minutesNow))[0].State);
    }

    [Fact]
    public void Notes_containment_once_and_takes_it_back_when_the_phase_does()
    {
        var incident = At(PriorityLevel.P1);
        incident.Phase = IncidentPhase.Eradicate;
        ServiceClocks.Note(incident, Opened.AddHours(1));
        ServiceClocks.Note(incident, Opened.AddHours(2));
        Assert.Equal((Opened.AddHours(1), null), (incident.ContainTime, incident.ResolveTime));

        incident.Phase = IncidentPhase.Contain;
        ServiceClocks.Note(incident, Opened.AddHours(3));
        Assert.Null(incident.ContainTime);
    }

    [Fact]
    public void Everything_is_done_when_the_incident_is_closed()
    {
        var incident = At(PriorityLevel.P1);
        (incident.Status, incident.Phase) = (IncidentStatus.Closed, IncidentPhase.Learn);
        ServiceClocks.Note(incident, Opened.AddMinutes(10));

        Assert.All(ServiceClocks.Of(incident, Opened.AddDays(9)), c => Assert.Equal((ClockState.Met, Opened.AddMinutes(10)), (c.State, c.Done)));
    }

    private static Incident At(PriorityLevel level)
    {
        var incident = new Incident { Title = "t", Severity = Severity.High, CreatedTime = Opened, Level = level };
        ServiceClocks.Set(incident, Levels);
        return incident;
    }
}
