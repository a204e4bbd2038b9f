using System.Text.Json.Serialization.Metadata;
using Matoi.Detect;
using Matoi.Investigate;
using Matoi.Prioritise;
using Matoi.Security;
using Matoi.Server.Api.Push;
using Matoi.Server.Portal;
using Matoi.Storage;
using Microsoft.AspNetCore.OpenApi;

namespace Matoi.Server.Api;

/// <summary>Puts the rooms' routes under <c>/api/v1</c>.</summary>
internal static class ApiSetup
{
    /// <summary>Name of a type in the OpenAPI document: the Request of a use case is named after the use case, or all of them would be one.</summary>
    public static string? SchemaName(JsonTypeInfo type)
        => OpenApiOptions.CreateDefaultSchemaReferenceId(type) is not { } name ? null : type.Type.DeclaringType is { } of ? of.Name + name : name;

    /// <summary>Adds the request pipeline; <paramref name="portal"/> adds the pages, too.</summary>
    public static void UseMatoi(this WebApplication app, bool portal)
    {
        app.MapSecurity();
        var api = app.MapGroup("/api/v1").RequireAuthorization(SecurityRoom.Full).DisableAntiforgery();
        api.MapDetect();
        api.MapInvestigate();
        api.MapPrioritise();
        api.MapStorage();
        api.MapAccess();
        app.MapPush();
        if (portal)
        {
            app.MapOpenApi("/openapi/{documentName}.json").RequireAuthorization(SecurityRoom.Full);
            app.MapPortal();
        }
    }
}
