using Matoi.Model;
using Matoi.Security;
using Microsoft.AspNetCore.Http;

namespace Matoi;

/// <summary>What every route needs: who asks, and problems as RFC 9457.</summary>
internal static class Http
{
    /// <summary>The user or token that asks.</summary>
    public static string Actor(this HttpContext http) => http.User.Identity?.Name ?? "anonymous";

    /// <summary>Who asks, with what may be shown to them.</summary>
    public static Viewer Viewer(this HttpContext http)
        => new(http.Actor(), http.User.Identities.Any(i => i.AuthenticationType == LocalSocketSignIn.SchemeName));

    /// <summary>204 when there is no problem, else the problem with the status that fits its code.</summary>
    public static IResult ToResult(this Problem? problem) => problem is null
        ? Results.NoContent()
        : Results.Problem(problem.Message, statusCode: Status(problem.Code), title: problem.Code, extensions: new Dictionary<string, object?> { ["target"] = problem.Target });

    private static int Status(string code) => code switch
    {
        _ when code.EndsWith("-not-found", StringComparison.Ordinal) => StatusCodes.Status404NotFound,
        "incident-closed" or "incident-open" or "incident-merged" or "edit-conflict" or "undo-blocked" => StatusCodes.Status409Conflict,
        "busy" => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}
