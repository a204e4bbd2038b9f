using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Matoi.Detect.Rules.Running;

/// <summary>
/// Every few seconds: runs the rules that are due. Which are due lies in the state store, so that no start, stop or crash changes it; the pause is measured by a clock
/// that nobody can set, so that a change of the time of day cannot stop it.
/// </summary>
internal sealed partial class RuleTimer(RuleSweep sweep, TimeProvider clock, ILogger<RuleTimer> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await sweep.RunDueAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Log.SweepFailed(logger, e);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(24, LogLevel.Error, "due rules could not be looked up; it is tried again, and nothing is left out")]
        public static partial void SweepFailed(ILogger logger, Exception e);
    }
}
