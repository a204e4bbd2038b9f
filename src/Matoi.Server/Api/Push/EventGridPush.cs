using System.Text.Json;
using Matoi.Clouds.Azure;
using Matoi.Security;

namespace Matoi.Server.Api.Push;

/// <summary>
/// Takes Event Grid deliveries. The handshake is answered to anybody (it gives nothing away); deliveries need an ingest token, as a header set at the
/// subscription or as <c>?token=</c> in its address, which Event Grid keeps secret.
/// </summary>
internal static class EventGridPush
{
    private const int MostHandshakeBytes = 64 * 1024;

    public static void Map(RouteGroupBuilder push)
    {
        push.MapMethods("/azure/eventgrid", [HttpMethods.Options], Handshake).AllowAnonymous().WithSummary("The CloudEvents handshake of Event Grid.");
        push.MapPost("/azure/eventgrid", ReceiveAsync).AllowAnonymous().WithSummary("Event Grid deliveries, both schemas.");
    }

    private static IResult Handshake(HttpContext http)
    {
        if (EventGridHandshake.Answer(name => http.Request.Headers[name].FirstOrDefault()) is not { } answer)
        {
            return Results.BadRequest();
        }

        foreach (var (name, value) in answer)
        {
            http.Response.Headers[name] = value;
        }

        return Results.Ok();
    }

    private static async Task<IResult> ReceiveAsync(HttpContext http, PushIntake intake, ApiTokens tokens)
    {
        if (http.Request.Headers["aeg-event-type"] == "SubscriptionValidation" && http.Request.ContentLength < MostHandshakeBytes)
        {
            return EventGridHandshake.Answer(await JsonSerializer.DeserializeAsync<JsonElement>(http.Request.Body, cancellationToken: http.RequestAborted)) is { } answer
                ? Results.Content(answer, "application/json")
                : Results.BadRequest();
        }

        var secret = http.Request.Query["token"].FirstOrDefault() ?? TokenSignIn.Read(http.Request.Headers);

        // Only a token that can do nothing else may stand in an address.
        return secret is not null && await tokens.FindAsync(secret, http.RequestAborted) is { Scope: TokenScope.Ingest }
            ? await intake.ReceiveAsync(http, null)
            : Results.Problem("the delivery carries no valid token of scope Ingest; add ?token=… to the subscription's address", statusCode: StatusCodes.Status401Unauthorized, title: "token-missing");
    }
}
