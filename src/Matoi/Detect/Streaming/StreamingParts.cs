using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Matoi.Detect.Streaming;

/// <summary>Sigma rules: matched while events arrive.</summary>
public static class StreamingParts
{
    /// <summary>Adds the use cases; nothing happens by itself before <see cref="AddStreamTimer"/>.</summary>
    public static IServiceCollection AddStreaming(this IServiceCollection services) => services
        .AddSingleton<StreamRules>()
        .AddSingleton<StreamDetector>()
        .AddSingleton<ListStreamRules>()
        .AddSingleton<ListRulePacks>()
        .AddSingleton<ShowStreamRule>()
        .AddSingleton<MoveStreamRule>()
        .AddSingleton<AddRulePack>()
        .AddSingleton<RemoveRulePack>()
        .AddSingleton<BackTestStreamRule>();

    /// <summary>Takes up changed files of rules, and ends windows of correlations, as long as the program runs.</summary>
    public static IServiceCollection AddStreamTimer(this IServiceCollection services) => services.AddHostedService<StreamTimer>();

    /// <summary>Maps their routes.</summary>
    public static void MapStreaming(this IEndpointRouteBuilder routes)
    {
        ListStreamRules.Map(routes);
        ListRulePacks.Map(routes);
        ShowStreamRule.Map(routes);
        MoveStreamRule.Map(routes);
        AddRulePack.Map(routes);
        RemoveRulePack.Map(routes);
        BackTestStreamRule.Map(routes);
    }
}
