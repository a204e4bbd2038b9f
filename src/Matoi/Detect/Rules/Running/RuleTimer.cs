using Quartz;

namespace Matoi.Detect.Rules.Running;

/// <summary>Every few seconds: runs the rules that are due. Which are due lies in the state store, so that no start, stop or crash changes it.</summary>
[DisallowConcurrentExecution]
internal sealed class RuleTimer(RuleSweep sweep) : IJob
{
    /// <summary>Seconds between sweeps.</summary>
    public const int Seconds = 10;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await sweep.RunDueAsync(cancellationToken);
}
