using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Matoi.Detect.Rules.Running;

/// <summary>
/// Says when a rule is due and what each run looks at: IR-3. Pure. Windows end on a grid of the rule's frequency that begins at an offset of the rule's own, so that
/// many rules do not start at once and a window never depends on when the program started.
/// </summary>
public static class RuleSchedule
{
    /// <summary>Missed runs that are made up for one by one: a day of a rule that runs every 5 minutes. What was missed before them is looked at by one run.</summary>
    public const int MostMissedRuns = 288;

    /// <summary>How far the clock may go back without a window being looked at again.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan MostOffset = TimeSpan.FromHours(1);

    /// <summary>The latest end of a window at or before a time.</summary>
    public static DateTimeOffset EndAtOrBefore(AnalyticsRule rule, DateTimeOffset time)
    {
        var (step, offset) = (rule.Frequency.Ticks, Offset(rule));
        var past = (time.UtcTicks - offset) % step;
        return new(time.UtcTicks - (past < 0 ? past + step : past), TimeSpan.Zero);
    }

    /// <summary>The first end of a window after a time.</summary>
    public static DateTimeOffset EndAfter(AnalyticsRule rule, DateTimeOffset time) => EndAtOrBefore(rule, time) + rule.Frequency;

    /// <summary>The end before the first window of a rule that is switched on now: its first run is due at once.</summary>
    public static DateTimeOffset Begin(AnalyticsRule rule, DateTimeOffset now, TimeSpan delay) => EndAtOrBefore(rule, now - delay) - rule.Frequency;

    /// <summary>When the run after a window's end is due.</summary>
    public static DateTimeOffset DueAfter(AnalyticsRule rule, DateTimeOffset lastEnd, TimeSpan delay) => EndAfter(rule, lastEnd) + delay;

    /// <summary>The next window, or null when none is due.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="lastEnd">End of the last window that was looked at.</param>
    /// <param name="now">Now.</param>
    /// <param name="delay">How long events may be on their way.</param>
    public static RuleWindow? Next(AnalyticsRule rule, DateTimeOffset lastEnd, DateTimeOffset now, TimeSpan delay)
    {
        var (first, last) = (EndAfter(rule, lastEnd), EndAtOrBefore(rule, now - delay));
        if (first > last)
        {
            return null;
        }

        var missed = (last - first).Ticks / rule.Frequency.Ticks;
        return missed > MostMissedRuns
            ? Window(rule, lastEnd, last - (rule.Frequency * MostMissedRuns)) with { CatchesUp = true }
            : Window(rule, lastEnd, first);
    }

    /// <summary>What a run that ends then looks at: the rule's period, and all that lies behind the window before.</summary>
    public static RuleWindow Window(AnalyticsRule rule, DateTimeOffset previous, DateTimeOffset end)
        => new(end - rule.Period < previous ? end - rule.Period : previous, previous, end);

    /// <summary>Every window that ends after one time and at or before another, for replays.</summary>
    public static IEnumerable<RuleWindow> Between(AnalyticsRule rule, DateTimeOffset from, DateTimeOffset to)
    {
        for (var end = EndAfter(rule, from); end <= to; end += rule.Frequency)
        {
            yield return Window(rule, end - rule.Frequency, end);
        }
    }

    /// <summary>
    /// Where to go on after the clock was set back, or null when it was not: windows that were looked at while the clock was ahead may have been looked at before
    /// their events came. Looking again raises nothing twice.
    /// </summary>
    /// <param name="rule">The rule.</param>
    /// <param name="lastEnd">End of the last window.</param>
    /// <param name="now">Now.</param>
    /// <param name="delay">How long events may be on their way.</param>
    /// <param name="runs">Runs of the rule, by their own time and the end of the window before theirs.</param>
    public static DateTimeOffset? RewindTo(AnalyticsRule rule, DateTimeOffset lastEnd, DateTimeOffset now, TimeSpan delay, IEnumerable<(DateTimeOffset Started, DateTimeOffset Previous)> runs)
    {
        if (lastEnd <= now - delay + ClockTolerance)
        {
            return null;
        }

        var ahead = runs.Where(run => run.Started > now).Select(run => run.Previous).Append(Begin(rule, now, delay)).Min();
        return ahead < lastEnd ? ahead : null;
    }

    // Whole seconds, up to an hour: a daily rule still looks at nearly a day of the calendar.
    private static long Offset(AnalyticsRule rule)
    {
        var hash = BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(rule.Id)));
        var seconds = (ulong)(rule.Frequency < MostOffset ? rule.Frequency : MostOffset).TotalSeconds;
        return (long)(hash % seconds) * TimeSpan.TicksPerSecond;
    }
}
