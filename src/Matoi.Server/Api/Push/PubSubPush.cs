using Matoi.Clouds.Google;

namespace Matoi.Server.Api.Push;

/// <summary>Takes Pub/Sub pushes whose OIDC token is Google's, for the audience and service account in <c>push:pubsub</c>.</summary>
internal sealed class PubSubPush(PushIntake intake, CloudDocuments documents, IConfiguration configuration, TimeProvider clock)
{
    private static readonly Uri GoogleKeys = new("https://www.googleapis.com/oauth2/v3/certs");
    private (string Audience, string Account, PubSubToken Token)? _verifier;

    public async Task<IResult> ReceiveAsync(HttpContext http)
    {
        var (audience, account) = (configuration["push:pubsub:audience"], configuration["push:pubsub:serviceAccount"]);
        if (string.IsNullOrEmpty(audience) || string.IsNullOrEmpty(account))
        {
            return Results.Problem("Pub/Sub pushes are off: set push.pubsub.audience and push.pubsub.serviceAccount in matoi.json", statusCode: StatusCodes.Status403Forbidden, title: "pubsub-not-set-up");
        }

        return await Verifier(audience, account).VerifyAsync(http.Request.Headers.Authorization, http.RequestAborted) is { } problem
            ? Results.Problem(problem.Message, statusCode: StatusCodes.Status401Unauthorized, title: problem.Code)
            : await intake.ReceiveAsync(http, null);
    }

    private PubSubToken Verifier(string audience, string account)
    {
        if (_verifier is not { } verifier || verifier.Audience != audience || verifier.Account != account)
        {
            _verifier = verifier = (audience, account, new(audience, account, ct => documents.GetAsync(GoogleKeys, ct), clock));
        }

        return verifier.Token;
    }
}
