using Matoi.Model.Assets;
using Matoi.Prioritise.Assets;
using Matoi.Prioritise.Plans;
using Matoi.Prioritise.Scoring;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Matoi.Prioritise;

/// <summary>IR-5: assets, tags, scoring, service-level clocks.</summary>
public static class PrioritiseRoom
{
    /// <summary>Adds what scoring an incident needs.</summary>
    public static IServiceCollection AddScoring(this IServiceCollection services) => services
        .AddSingleton<PlanStore>()
        .AddSingleton<IncidentFacts>();

    /// <summary>Adds the use cases; assets are read by these inventories.</summary>
    public static IServiceCollection AddPrioritise(this IServiceCollection services, IEnumerable<Inventory> inventories)
    {
        foreach (var inventory in inventories)
        {
            services.AddSingleton(inventory);
        }

        return services
            .AddSingleton<AssetTurn>()
            .AddSingleton<RescoreIncidents>()
            .AddSingleton<ApplyPlan>()
            .AddSingleton<ImportAssets>()
            .AddSingleton<ListAssets>()
            .AddSingleton<ReportPolicy>();
    }

    /// <summary>Takes up changes of the plan's files while the program runs.</summary>
    public static IServiceCollection AddPlanKeeper(this IServiceCollection services) => services.AddHostedService<PlanKeeper>();

    /// <summary>Maps their routes.</summary>
    public static void MapPrioritise(this IEndpointRouteBuilder routes)
    {
        ImportAssets.Map(routes);
        ListAssets.Map(routes);
        ReportPolicy.Map(routes);
        routes.MapGet("/plan/problems", (PlanStore plan) => plan.Current.Problems).WithSummary("What is wrong with the files of the plan; a file with problems is not used.");
    }
}
