using Matoi.Model.Incidents;

namespace Matoi.Prioritise.Clocks;

/// <summary>Within which time what must be done, by priority level.</summary>
public sealed record ServiceLevels
{
    /// <summary>By level; a level that is absent has no clocks.</summary>
    public IReadOnlyDictionary<PriorityLevel, ServiceTargets> Targets { get; init; } = new Dictionary<PriorityLevel, ServiceTargets>();

    /// <summary>When people work, for the levels whose clock stands still outside of that.</summary>
    public BusinessHours Hours { get; init; } = new();
}

/// <summary>The times of one level.</summary>
/// <param name="Acknowledge">Until somebody takes it; null sets none.</param>
/// <param name="Contain">Until it cannot spread; null sets none.</param>
/// <param name="Resolve">Until it is over; null sets none.</param>
/// <param name="BusinessHours">True when the clock runs in business hours only, false round the clock.</param>
public sealed record ServiceTargets(TimeSpan? Acknowledge, TimeSpan? Contain, TimeSpan? Resolve, bool BusinessHours);

/// <summary>When people work. Default: Monday to Friday, 09:00 to 18:00 UTC, no holidays.</summary>
public sealed record BusinessHours
{
    /// <summary>Where the hours are those of the clock on the wall.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Days of the week, at least one.</summary>
    public IReadOnlySet<DayOfWeek> Days { get; init; } = new HashSet<DayOfWeek> { DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday };

    /// <summary>Since midnight.</summary>
    public TimeSpan Opens { get; init; } = TimeSpan.FromHours(9);

    /// <summary>Since midnight; later than <see cref="Opens"/>, at most 24 hours.</summary>
    public TimeSpan Closes { get; init; } = TimeSpan.FromHours(18);

    /// <summary>Days in <see cref="Zone"/> on which nobody works.</summary>
    public IReadOnlySet<DateOnly> Holidays { get; init; } = new HashSet<DateOnly>();
}
