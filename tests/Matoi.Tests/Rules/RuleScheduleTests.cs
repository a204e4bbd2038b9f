using CsCheck;
using Matoi.Detect.Rules.Running;
using Xunit;
using static Matoi.Tests.Rules.RuleSamples;

namespace Matoi.Tests.Rules;

/// <summary>Windows follow each other without a gap, whenever and however often the program runs.</summary>
public class RuleScheduleTests
{
    private static readonly TimeSpan Delay = TimeSpan.FromMinutes(5);

    [Fact]
    public void Next_is_due_when_its_end_and_the_delay_have_passed()
    {
        var end = RuleSchedule.EndAfter(Rule, Noon);

        Assert.Null(RuleSchedule.Next(Rule, Noon, end + Delay - TimeSpan.FromTicks(1), Delay));
        Assert.Equal(new(Noon < end - Rule.Period ? Noon : end - Rule.Period, Noon, end), RuleSchedule.Next(Rule, Noon, end + Delay, Delay));
    }

    [Fact]
    public void Next_leaves_no_gap_and_looks_at_no_window_twice_when_the_program_runs_at_any_times()
    {
        var rules = Gen.Select(Gen.Int[1, 2000], Gen.Int[1, 5000], Gen.String[Gen.Char.AlphaNumeric, 1, 8], (frequency, period, id) => Rule with { Id = id, Frequency = TimeSpan.FromMinutes(frequency), Period = TimeSpan.FromMinutes(period) });
        Gen.Select(rules, Gen.Int[0, 30_000].Array[1, 40]).Sample((rule, pauses) =>
        {
            var now = Noon;
            var lastEnd = RuleSchedule.Begin(rule, now, Delay);
            foreach (var pause in pauses)
            {
                now += TimeSpan.FromSeconds(pause);
                for (var runs = 0; RuleSchedule.Next(rule, lastEnd, now, Delay) is { } window; runs++)
                {
                    Assert.True(runs <= RuleSchedule.MostMissedRuns);
                    Assert.Equal(lastEnd, window.Previous);
                    Assert.True(window.To > lastEnd && window.From <= lastEnd && window.From <= window.To - rule.Period && window.To <= now - Delay);
                    lastEnd = window.To;
                }

                Assert.True(RuleSchedule.DueAfter(rule, lastEnd, Delay) > now);
            }
        }, iter: 200);
    }

    [Fact]
    public void Next_takes_what_was_missed_long_ago_in_one_and_the_rest_in_order()
    {
        var rule = Rule with { Frequency = TimeSpan.FromMinutes(5), Period = TimeSpan.FromMinutes(5) };
        var (lastEnd, now) = (RuleSchedule.EndAtOrBefore(rule, Noon), Noon.AddDays(3));
        var windows = new List<RuleWindow>();
        while (RuleSchedule.Next(rule, windows.Count > 0 ? windows[^1].To : lastEnd, now, Delay) is { } window)
        {
            windows.Add(window);
        }

        Assert.Equal(1 + RuleSchedule.MostMissedRuns, windows.Count);
        Assert.Equal((true, lastEnd, lastEnd), (windows[0].CatchesUp, windows[0].From, windows[0].Previous));
        Assert.True(windows[0].To - windows[0].From > TimeSpan.FromDays(1.9));
        Assert.All(windows.Skip(1), w => Assert.Equal((false, rule.Period), (w.CatchesUp, w.To - w.From)));
    }

    [Fact]
    public void Window_reaches_back_to_the_end_before_when_the_period_is_shorter_than_the_frequency()
    {
        var rule = Rule with { Period = TimeSpan.FromMinutes(10) };

        Assert.Equal(Noon.AddHours(-1), RuleSchedule.Window(rule, Noon.AddHours(-1), Noon).From);
    }

    [Fact]
    public void Windows_of_many_rules_end_at_different_times()
        => Assert.True(Enumerable.Range(0, 300).Select(i => RuleSchedule.EndAfter(Rule with { Id = $"{i}", Frequency = TimeSpan.FromMinutes(5) }, Noon)).Distinct().Count() > 150);

    [Fact]
    public void RewindTo_does_nothing_while_the_clock_runs_on()
        => Assert.Null(RuleSchedule.RewindTo(Rule, Noon - Delay, Noon, Delay, [(Noon.AddMinutes(-1), Noon.AddHours(-1))]));

    [Fact]
    public void RewindTo_goes_back_to_before_the_clock_was_ahead()
    {
        // Right until noon, then a day ahead for an hour: the windows of a day were looked at before their events came.
        var ends = Enumerable.Range(0, 24).Select(hour => RuleSchedule.EndAtOrBefore(Rule, Noon).AddHours(hour)).ToList();
        var ahead = ends.Select(end => (Noon.AddDays(1), end));

        Assert.Equal(ends[0], RuleSchedule.RewindTo(Rule, ends[^1].AddHours(1), Noon.AddHours(1), Delay, [(Noon.AddHours(-1), ends[0].AddHours(-1)), .. ahead]));
    }

    [Fact]
    public void Between_gives_every_window_of_a_range()
    {
        var windows = RuleSchedule.Between(Rule, Noon, Noon.AddDays(1)).ToList();

        Assert.Equal(24, windows.Count);
        Assert.All(windows, w => Assert.Equal(w.To - Rule.Frequency, w.From));
        Assert.Equal(windows.Skip(1).Select(w => w.Previous), windows.SkipLast(1).Select(w => w.To));
    }
}
