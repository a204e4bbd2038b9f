using Matoi.Detect.Correlate;
using Matoi.Detect.Intake;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Matoi.Detect;

/// <summary>Runs the steps that start from committed events: correlation, and the counting of sources. A step that fails is tried again.</summary>
internal sealed partial class OutboxWorker(Correlator correlator, HealthCounter health, TimeProvider clock, ILogger<OutboxWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await StepAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            await health.FlushAsync(CancellationToken.None);
        }
    }

    private async Task StepAsync(CancellationToken ct)
    {
        try
        {
            await correlator.DrainAsync(ct);
            await health.FlushAsync(ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.StepFailed(logger, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "correlation failed and will be tried again; no alert is lost")]
        public static partial void StepFailed(ILogger logger, Exception e);
    }
}
