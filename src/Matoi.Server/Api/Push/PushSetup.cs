using Matoi.Security;

namespace Matoi.Server.Api.Push;

/// <summary>The endpoints that clouds push to, below <c>/ingest</c>.</summary>
internal static class PushSetup
{
    /// <summary>Adds what the endpoints need; who may push what is in section <c>push</c> of <c>matoi.json</c>.</summary>
    public static IServiceCollection AddPush(this IServiceCollection services)
    {
        services.AddHttpClient(CloudDocuments.ClientName, client => client.Timeout = TimeSpan.FromSeconds(4));
        return services.AddSingleton<CloudDocuments>().AddSingleton<PushIntake>().AddSingleton<PeerAlerts>().AddSingleton<SnsPush>().AddSingleton<PubSubPush>();
    }

    /// <summary>Maps them.</summary>
    public static void MapPush(this WebApplication app)
    {
        var push = app.MapGroup("/ingest").DisableAntiforgery();
        push.MapPost("/", (HttpContext http, PushIntake intake) => intake.ReceiveAsync(http, null)).RequireAuthorization(SecurityRoom.Ingest)
            .WithSummary("Logs and alerts of any source, recognised from their content.");
        push.MapPost("/{source}", (string source, HttpContext http, PushIntake intake) => intake.ReceiveAsync(http, source)).RequireAuthorization(SecurityRoom.Ingest)
            .WithSummary("Logs and alerts of the named source.");
        push.MapPost("/aws/sns", (HttpContext http, SnsPush sns) => sns.ReceiveAsync(http)).AllowAnonymous()
            .WithSummary("SNS notifications, verified by signature; the topic must be listed in matoi.json.");
        push.MapPost("/google/pubsub", (HttpContext http, PubSubPush pubSub) => pubSub.ReceiveAsync(http)).AllowAnonymous()
            .WithSummary("Pub/Sub pushes, verified by OIDC token; audience and service account must be set in matoi.json.");
        EventGridPush.Map(push);
        PeerAlerts.Map(app);
    }
}
