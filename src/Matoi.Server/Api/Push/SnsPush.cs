using System.Text.Json;
using Matoi.Clouds.Aws;
using Matoi.Model.Sources;

namespace Matoi.Server.Api.Push;

/// <summary>Takes SNS messages that are signed by SNS for a topic listed in <c>push:sns:topics</c>; confirms the subscriptions of those topics.</summary>
internal sealed class SnsPush(PushIntake intake, CloudDocuments documents, IConfiguration configuration, TimeProvider clock)
{
    public async Task<IResult> ReceiveAsync(HttpContext http)
    {
        var topics = configuration.GetSection("push:sns:topics").Get<string[]>() ?? [];
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        if (Parse(body) is not { } message)
        {
            return Refuse("sns-not-a-message", "the body is not JSON; SNS must post it itself, without raw message delivery");
        }

        var signature = new SnsSignature(topics.ToHashSet(StringComparer.Ordinal), documents.GetKeptAsync, clock);
        if (await signature.VerifyAsync(message, http.RequestAborted) is { } problem)
        {
            return Refuse(problem.Code, problem.Message);
        }

        if (message.Text("Type") == "SubscriptionConfirmation")
        {
            return await ConfirmAsync(message, http.RequestAborted);
        }

        return message.Text("Type") == "Notification" ? await intake.ReceiveCarriedAsync(http, body.ToArray()) : Results.Ok();
    }

    private async Task<IResult> ConfirmAsync(JsonElement message, CancellationToken ct)
    {
        if (SnsSignature.SnsUrl(message.Text("SubscribeURL")) is not { } address)
        {
            return Refuse("sns-signing-host", "SubscribeURL is not an address of SNS");
        }

        await documents.GetAsync(address, ct);
        return Results.Ok();
    }

    private static JsonElement? Parse(MemoryStream body)
    {
        try
        {
            return JsonElement.Parse(body.ToArray());
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IResult Refuse(string code, string message) => Results.Problem(message, statusCode: StatusCodes.Status403Forbidden, title: code);
}
