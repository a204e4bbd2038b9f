using System.Text;
using Matoi.Detect.Intake;
using Matoi.Model;
using Matoi.Model.Alerts;
using Matoi.Model.Sources;

namespace Matoi.Detect.Rules.Running;

/// <summary>Decides what a failed run does to its rule. Pure but for the state that it changes.</summary>
public static class RuleFailures
{
    /// <summary>Failed runs in a row after which a rule is switched off.</summary>
    public const int MostInRow = 10;

    /// <summary>Source of what Matoi says about itself.</summary>
    public const string Source = "matoi.health";

    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(1);

    /// <summary>Counts the failure, sets the time of the next try, and switches the rule off when there were too many: then the claim that tells people.</summary>
    public static RaisedAlert? Decide(RuleState state, RuleRun run, string message, DateTimeOffset now)
    {
        state.Turn++;
        (state.LastRun, state.LastError) = (run.Started, message);
        if (run.Cause == RunCause.Manual)
        {
            return null;
        }

        state.FailedInRow++;
        if (state.FailedInRow < MostInRow)
        {
            var pause = FirstPause * Math.Pow(2, state.FailedInRow - 1);
            state.NextRun = now + (pause < state.Definition.Frequency ? pause : state.Definition.Frequency);
            return null;
        }

        state.Enabled = false;
        state.NextRun = null;
        state.ModifiedTime = now;
        state.ModifiedBy = "matoi";
        state.SwitchedOff = $"switched off after {MostInRow} failed runs in a row; the last one said: {message}";
        return Claim(state, message, now);
    }

    // One alert a day, however many rules fail: a broken lake is one story.
    private static RaisedAlert Claim(RuleState state, string message, DateTimeOffset now)
    {
        var day = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        return new(new Alert
        {
            Source = Source,
            SourceRef = $"rules-switched-off/{day:yyyyMMdd}",
            Title = $"Analytics rules were switched off because they fail: {state.Name}",
            Description = $"The rule '{state.Name}' ({state.Id}) failed {MostInRow} times in a row and does not run any more. Nothing it looks for is detected until it is repaired and switched on again ('matoi rules enable {state.Id}'). The last failure: {message}",
            AlertType = "RuleSwitchedOff",
            Product = "Matoi",
            Severity = Severity.Medium,
            FirstSeen = now,
            LastSeen = now,
        }, MapOutput.RecordId(Encoding.UTF8.GetBytes($"{state.Id}/{now.UtcTicks}")));
    }
}
