using Matoi.Investigate.Hunting;
using Matoi.Investigate.Incidents;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Matoi.Investigate;

/// <summary>IR-4: the use cases of incident case work and hunting.</summary>
public static class InvestigateRoom
{
    /// <summary>Adds the use cases.</summary>
    public static IServiceCollection AddInvestigate(this IServiceCollection services) => services
        .AddSingleton<IncidentChanges>()
        .AddSingleton<ListIncidents>()
        .AddSingleton<ShowIncident>()
        .AddSingleton<CheckTimelines>()
        .AddSingleton<AssignIncident>()
        .AddSingleton<ChangeStatus>()
        .AddSingleton<CommentIncident>()
        .AddSingleton<CloseIncident>()
        .AddSingleton<ReopenIncident>()
        .AddSingleton<RunHunt>()
        .AddSingleton<HuntHistory>()
        .AddSingleton<SaveHunt>()
        .AddSingleton<ListHunts>()
        .AddSingleton<KeepHunt>()
        .AddSingleton<CheckKql>()
        .AddSingleton<ShowSchema>();

    /// <summary>Maps their routes.</summary>
    public static void MapInvestigate(this IEndpointRouteBuilder routes)
    {
        ListIncidents.Map(routes);
        ShowIncident.Map(routes);
        CheckTimelines.Map(routes);
        AssignIncident.Map(routes);
        ChangeStatus.Map(routes);
        CommentIncident.Map(routes);
        CloseIncident.Map(routes);
        ReopenIncident.Map(routes);
        RunHunt.Map(routes);
        HuntHistory.Map(routes);
        SaveHunt.Map(routes);
        ListHunts.Map(routes);
        KeepHunt.Map(routes);
        CheckKql.Map(routes);
        ShowSchema.Map(routes);
    }
}
