namespace Matoi.Server.Api;

internal static class PushSetup
{
    public static IServiceCollection AddPush(this IServiceCollection services, IConfiguration configuration) => services;

    public static void MapPush(this WebApplication app)
    {
    }
}
