using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Matoi.Prioritise.Plans;

/// <summary>Every few seconds: takes up files of the plan that have changed, and applies them.</summary>
internal sealed partial class PlanKeeper(PlanStore plan, ApplyPlan apply, TimeProvider clock, ILogger<PlanKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var before = plan.Current.Problems;
                plan.ReloadIfChanged();
                foreach (var problem in ReferenceEquals(before, plan.Current.Problems) ? [] : plan.Current.Problems)
                {
                    Log.Problem(logger, problem.Code, problem.Message);
                }

                if (await apply.IfChangedAsync(stoppingToken))
                {
                    Log.Applied(logger);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Log.Failed(logger, e);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(50, LogLevel.Warning, "{Code}: {Message}")]
        public static partial void Problem(ILogger logger, string code, string message);

        [LoggerMessage(51, LogLevel.Information, "the plan's files have changed; assets and open incidents follow them")]
        public static partial void Applied(ILogger logger);

        [LoggerMessage(52, LogLevel.Error, "the plan could not be applied; it is tried again")]
        public static partial void Failed(ILogger logger, Exception e);
    }
}
