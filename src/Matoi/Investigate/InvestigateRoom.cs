using Matoi.Investigate.Hunting;
using Matoi.Investigate.Incidents;
using Matoi.Investigate.Incidents.Editing;
using Matoi.Investigate.Incidents.Exporting;
using Matoi.Investigate.Incidents.Moving;
using Matoi.Investigate.Incidents.Notes;
using Matoi.Investigate.Incidents.Similar;
using Matoi.Investigate.Incidents.Tasks;
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
        .AddSingleton<EditIncident>()
        .AddSingleton<CaseTransaction>()
        .AddSingleton<MergeIncidents>()
        .AddSingleton<SplitIncident>()
        .AddSingleton<MoveAlerts>()
        .AddSingleton<UndoChange>()
        .AddSingleton<CreateIncident>()
        .AddSingleton<AddTask>()
        .AddSingleton<ChangeTask>()
        .AddSingleton<ListTasks>()
        .AddSingleton<WriteNote>()
        .AddSingleton<ListMentions>()
        .AddSingleton<BulkChange>()
        .AddSingleton<ListTimeline>()
        .AddSingleton<FindSimilar>()
        .AddSingleton<ExportIncidents>()
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
        EditIncident.Map(routes);
        MergeIncidents.Map(routes);
        SplitIncident.Map(routes);
        MoveAlerts.Map(routes);
        UndoChange.Map(routes);
        CreateIncident.Map(routes);
        AddTask.Map(routes);
        ChangeTask.Map(routes);
        ListTasks.Map(routes);
        WriteNote.Map(routes);
        ListMentions.Map(routes);
        BulkChange.Map(routes);
        ListTimeline.Map(routes);
        FindSimilar.Map(routes);
        ExportIncidents.Map(routes);
        RunHunt.Map(routes);
        HuntHistory.Map(routes);
        SaveHunt.Map(routes);
        ListHunts.Map(routes);
        KeepHunt.Map(routes);
        CheckKql.Map(routes);
        ShowSchema.Map(routes);
    }
}
