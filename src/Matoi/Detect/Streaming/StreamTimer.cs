using Matoi.Detect.Alerts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Matoi.Detect.Streaming;

/// <summary>Every few seconds: takes up files of rules that have changed, and raises what correlations find when a window is over.</summary>
internal sealed partial class StreamTimer(StreamRules rules, StreamDetector detector, AlertWriter alerts, TimeProvider clock, ILogger<StreamTimer> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (rules.ReloadIfChanged())
                {
                    Log.Reloaded(logger, rules.Content.Documents.Count);
                }

                if (detector.Advance(clock.GetUtcNow()) is { IsEmpty: false } outcome)
                {
                    await alerts.CommitAsync([], [], outcome, stoppingToken);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                detector.Forget();
                Log.Failed(logger, e);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(26, LogLevel.Information, "Sigma rules were read again: {Count}")]
        public static partial void Reloaded(ILogger logger, int count);

        [LoggerMessage(27, LogLevel.Error, "Sigma rules could not be looked after; it is tried again")]
        public static partial void Failed(ILogger logger, Exception e);
    }
}
