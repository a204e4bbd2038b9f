using Matoi.Detect.Alerts;
using Matoi.Detect.Correlate;
using Matoi.Detect.Intake;
using Matoi.Detect.Rules;
using Matoi.Detect.Streaming;
using Matoi.Detect.Watchlists;
using Matoi.Prioritise;
using Matoi.Prioritise.Scoring;
using Matoi.Storage.State;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Matoi.Detect;

/// <summary>IR-3: intake, rules, alerts, correlation into incidents.</summary>
public static class DetectRoom
{
    /// <summary>Adds the use cases and the intake pipeline.</summary>
    public static IServiceCollection AddDetect(this IServiceCollection services, SourceCatalogue catalogue, IntakeLimits? limits = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton(catalogue)
            .AddSingleton(limits ?? new())
            .AddSingleton<LiveFeed>()
            .AddSingleton<RejectedStore>()
            .AddSingleton<AlertWriter>()
            .AddSingleton<HealthCounter>()
            .AddScoring()
            .AddSingleton<KeptCorrelation>()
            .AddSingleton(s => new Correlator(
                s.GetRequiredService<IDbContextFactory<MatoiDb>>(), s.GetRequiredService<KeptCorrelation>(), s.GetRequiredService<IncidentFacts>(), s.GetRequiredService<LiveFeed>(), s.GetRequiredService<TimeProvider>()))
            .AddStreaming()
            .AddSingleton<IntakePipeline>()
            .AddSingleton<IngestFiles>()
            .AddSingleton<ListSources>()
            .AddSingleton<ListRejected>()
            .AddSingleton<RetryRejected>()
            .AddSingleton<ListAlerts>()
            .AddSingleton<ShowAlert>()
            .AddAnalyticsRules()
            .AddSingleton<PutWatchlist>()
            .AddSingleton<ListWatchlists>()
            .AddHostedService<OutboxWorker>();
    }

    /// <summary>Maps their routes.</summary>
    public static void MapDetect(this IEndpointRouteBuilder routes)
    {
        IngestFiles.Map(routes);
        ListSources.Map(routes);
        ListRejected.Map(routes);
        RetryRejected.Map(routes);
        ListAlerts.Map(routes);
        ShowAlert.Map(routes);
        routes.MapAnalyticsRules();
        routes.MapStreaming();
        PutWatchlist.Map(routes);
        ListWatchlists.Map(routes);
    }
}
