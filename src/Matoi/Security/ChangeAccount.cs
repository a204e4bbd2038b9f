using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Matoi.Security;

/// <summary>Lets people set their own password and language.</summary>
internal static class ChangeAccount
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/account/password", PasswordAsync).RequireAuthorization().ExcludeFromDescription();
        routes.MapPost("/account/language", LanguageAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> PasswordAsync([FromForm] string? current, [FromForm] string? password, [FromForm] string? again, SignInManager<User> people, HttpContext http)
    {
        if (await people.UserManager.GetUserAsync(http.User) is not { } user)
        {
            return Results.LocalRedirect(SecurityRoom.SignInPage);
        }

        if (password != again)
        {
            return Answer("PasswordsDiffer");
        }

        var result = user.PasswordHash is null
            ? await people.UserManager.AddPasswordAsync(user, password ?? "")
            : await people.UserManager.ChangePasswordAsync(user, current ?? "", password ?? "");
        if (!result.Succeeded)
        {
            return Answer(result.Errors.First().Code);
        }

        // A new password ends every other session of the account; this one goes on.
        await people.RefreshSignInAsync(user);
        return Results.LocalRedirect("/account?saved=password");
    }

    private static async Task<IResult> LanguageAsync([FromForm] string? language, [FromForm] string? returnUrl, UserManager<User> users, HttpContext http)
    {
        Languages.Remember(http, language);
        if (language is not null && Languages.Offered.Contains(language) && await users.GetUserAsync(http.User) is { } user)
        {
            user.Language = language;
            await users.UpdateAsync(user);
        }

        return Results.LocalRedirect(SignIn.Local(returnUrl));
    }

    private static IResult Answer(string code) => Results.LocalRedirect($"/account?failed={Uri.EscapeDataString(code)}");
}
