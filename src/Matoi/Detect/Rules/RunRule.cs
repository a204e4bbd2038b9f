using Matoi.Detect.Rules.Running;
using Matoi.Investigate.Hunting;
using Matoi.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Matoi.Detect.Rules;

/// <summary>Runs a rule now, or as of a time, and raises its alerts: IR-3. Its schedule stays as it is.</summary>
public sealed class RunRule(RuleRunner runner, TimeProvider clock)
{
    /// <summary>When to run it.</summary>
    /// <param name="At">End of its window: ISO 8601, or back from now as <c>7d</c>; null takes now less the delay that events are given.</param>
    public sealed record Request(string? At = null);

    /// <summary>The run, or a problem.</summary>
    public async Task<(RuleRun? Run, Problem? Problem)> HandleAsync(string id, Request request, CancellationToken ct)
    {
        var (at, _, problem) = HuntTime.Read(request.At, null, clock.GetUtcNow());
        return problem is not null ? (null, problem)
            : await runner.RunNowAsync(id, at is null ? null : new DateTimeOffset(at.Value, TimeSpan.Zero), ct) is { } run ? (run, null) : (null, EnableRule.NotFound(id));
    }

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapPost("/rules/{id}/run", async (string id, Request request, RunRule run, CancellationToken ct)
            => await run.HandleAsync(id, request, ct) is var (done, problem) && problem is null ? Results.Ok(done) : problem.ToResult()).WithSummary("Runs a rule and raises its alerts.");
}
