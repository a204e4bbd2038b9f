using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;

namespace Matoi.Security;

/// <summary>Signs people in and out: by one-time link, or by user name and password.</summary>
internal static class SignIn
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/signin", ByLinkAsync).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost("/signin", ByPasswordAsync).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost("/signout", OutAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> ByLinkAsync(string? code, SignInLinks links, SignInManager<User> people, HttpContext http, CancellationToken ct)
    {
        if (code is null)
        {
            return Results.LocalRedirect(SecurityRoom.SignInPage);
        }

        if (await links.RedeemAsync(code, ct) is not { } name || await people.UserManager.FindByNameAsync(name) is not { } user)
        {
            return Refuse("link", null);
        }

        await people.SignInAsync(user, isPersistent: false);
        Languages.Remember(http, user.Language);
        return Results.LocalRedirect("/");
    }

    private static async Task<IResult> ByPasswordAsync([FromForm] string? userName, [FromForm] string? password, [FromForm] string? returnUrl,
        SignInManager<User> people, HttpContext http)
    {
        var user = await people.UserManager.FindByNameAsync(userName ?? "");
        if (user is null)
        {
            // Takes as long as a wrong password, so that names cannot be told apart.
            people.UserManager.PasswordHasher.HashPassword(new(), password ?? "");
            return Refuse("password", returnUrl);
        }

        var result = await people.PasswordSignInAsync(user, password ?? "", isPersistent: false, lockoutOnFailure: true);
        if (!result.Succeeded)
        {
            return Refuse(result.IsLockedOut ? "locked" : "password", returnUrl);
        }

        Languages.Remember(http, user.Language);
        return Results.LocalRedirect(Local(returnUrl));
    }

    private static async Task<IResult> OutAsync([FromForm] string? returnUrl, SignInManager<User> people)
    {
        await people.SignOutAsync();
        return Results.LocalRedirect(returnUrl is null ? SecurityRoom.SignInPage : Local(returnUrl));
    }

    private static IResult Refuse(string why, string? returnUrl)
        => Results.LocalRedirect(QueryHelpers.AddQueryString(SecurityRoom.SignInPage, new Dictionary<string, string?> { ["failed"] = why, ["ReturnUrl"] = returnUrl }));

    /// <summary>The address when it lies in this site, else the front page.</summary>
    internal static string Local(string? url)
        => url is ['/', ..] && !url.StartsWith("//", StringComparison.Ordinal) && !url.StartsWith("/\\", StringComparison.Ordinal) && !url.Any(char.IsControl) ? url : "/";
}
