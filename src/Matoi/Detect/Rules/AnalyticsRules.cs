using Matoi.Detect.Rules.BackTest;
using Matoi.Detect.Rules.Running;
using Matoi.Detect.Rules.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Matoi.Detect.Rules;

/// <summary>Sentinel's analytics rules: read, run on a schedule, tested, replayed.</summary>
public static class AnalyticsRules
{
    /// <summary>Adds the use cases; nothing runs by itself before <see cref="AddRuleTimer"/>.</summary>
    public static IServiceCollection AddAnalyticsRules(this IServiceCollection services, RuleOptions? options = null) => services
        .AddSingleton(options ?? new())
        .AddSingleton<RuleClouds>()
        .AddSingleton<RecordRun>()
        .AddSingleton<RuleRunner>()
        .AddSingleton<RuleSweep>()
        .AddSingleton<CheckRule>()
        .AddSingleton<AddRules>()
        .AddSingleton<ListRules>()
        .AddSingleton<FindTroubledRules>()
        .AddSingleton<ShowRule>()
        .AddSingleton<EnableRule>()
        .AddSingleton<RemoveRule>()
        .AddSingleton<RunRule>()
        .AddSingleton<ListRuns>()
        .AddSingleton<TestRule>()
        .AddSingleton<BackTestRule>();

    /// <summary>Runs rules when they are due, as long as the program runs.</summary>
    public static IServiceCollection AddRuleTimer(this IServiceCollection services) => services.AddHostedService<RuleTimer>();

    /// <summary>Maps their routes.</summary>
    public static void MapAnalyticsRules(this IEndpointRouteBuilder routes)
    {
        ListRules.Map(routes);
        FindTroubledRules.Map(routes);
        ShowRule.Map(routes);
        AddRules.Map(routes);
        EnableRule.Map(routes);
        RemoveRule.Map(routes);
        RunRule.Map(routes);
        ListRuns.Map(routes);
        TestRule.Map(routes);
        BackTestRule.Map(routes);
    }
}
