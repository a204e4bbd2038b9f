namespace Matoi.Detect.Rules;

/// <summary>How analytics rules are run.</summary>
public sealed record RuleOptions
{
    /// <value>How long a scheduled run waits for events on their way. Default 5 minutes, as Sentinel does.</value>
    public TimeSpan ScheduledDelay { get; init; } = TimeSpan.FromMinutes(5);

    /// <value>How long a near-real-time run waits for rows that are being committed. Default 2 minutes, as Sentinel does.</value>
    public TimeSpan NrtDelay { get; init; } = TimeSpan.FromMinutes(2);

    /// <value>Most rows that a run takes. Default 10,000; a longer result is cut and says so.</value>
    public int MostRows { get; init; } = 10_000;

    /// <value>Longest query. Default 10 minutes.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <value>Rules that run at once. Default: as many as the machine has cores, at most 4.</value>
    public int AtOnce { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, 4);

    /// <summary>The delay of a kind of rule.</summary>
    public TimeSpan Delay(RuleKind kind) => kind == RuleKind.NRT ? NrtDelay : ScheduledDelay;
}
