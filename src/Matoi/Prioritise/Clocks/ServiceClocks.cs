using System.Linq.Expressions;
using Matoi.Model.Incidents;

namespace Matoi.Prioritise.Clocks;

/// <summary>The clocks of an incident: until when it must be acknowledged, contained and resolved, and whether it was: IR-5. Pure.</summary>
public static class ServiceClocks
{
    /// <summary>Sets until when what is due, counted from the opening. A level that changes moves the times with it.</summary>
    public static void Set(Incident incident, ServiceLevels levels)
    {
        var targets = levels.Targets.GetValueOrDefault(incident.Level);
        incident.AckDue = At(targets?.Acknowledge);
        incident.ContainDue = At(targets?.Contain);
        incident.ResolveDue = At(targets?.Resolve);

        DateTimeOffset? At(TimeSpan? target) => target is not { } time ? null : targets!.BusinessHours ? Due.At(incident.CreatedTime, time, levels.Hours) : Due.At(incident.CreatedTime, time);
    }

    /// <summary>Notes when the incident was contained and resolved, after its status or phase has changed. One that goes back is neither.</summary>
    public static void Note(Incident incident, DateTimeOffset now)
    {
        var over = incident.Status is IncidentStatus.Resolved or IncidentStatus.Closed;
        incident.ContainTime = over || incident.Phase > IncidentPhase.Contain ? incident.ContainTime ?? now : null;
        incident.ResolveTime = over ? incident.ResolveTime ?? now : null;
    }

    /// <summary>The clocks that the plan sets, in the order in which they end.</summary>
    public static IReadOnlyList<ServiceClock> Of(Incident incident, DateTimeOffset now)
        => [.. new[]
        {
            Clock("acknowledge", incident.AckDue, incident.AckTime ?? incident.ResolveTime, now),
            Clock("contain", incident.ContainDue, incident.ContainTime, now),
            Clock("resolve", incident.ResolveDue, incident.ResolveTime, now),
        }.OfType<ServiceClock>()];

    /// <summary>Open incidents with a clock that has run out.</summary>
    public static Expression<Func<Incident, bool>> Breached(DateTimeOffset now)
        => i => i.Status != IncidentStatus.Closed
            && ((i.AckDue < now && i.AckTime == null && i.ResolveTime == null) || (i.ContainDue < now && i.ContainTime == null) || (i.ResolveDue < now && i.ResolveTime == null));

    private static ServiceClock? Clock(string what, DateTimeOffset? due, DateTimeOffset? done, DateTimeOffset now)
        => due is not { } until ? null
            : new(what, until, done, done is { } at ? at <= until ? ClockState.Met : ClockState.Missed : now <= until ? ClockState.Running : ClockState.Breached);
}

/// <summary>One clock of an incident.</summary>
/// <param name="What"><c>acknowledge</c>, <c>contain</c> or <c>resolve</c>.</param>
/// <param name="Due">Until when.</param>
/// <param name="Done">When it was; null while it is not.</param>
/// <param name="State">How it stands.</param>
public sealed record ServiceClock(string What, DateTimeOffset Due, DateTimeOffset? Done, ClockState State);

/// <summary>How a clock stands.</summary>
public enum ClockState
{
    /// <summary>Not done, in time.</summary>
    Running,

    /// <summary>Done in time.</summary>
    Met,

    /// <summary>Done too late.</summary>
    Missed,

    /// <summary>Not done, and too late.</summary>
    Breached,
}
