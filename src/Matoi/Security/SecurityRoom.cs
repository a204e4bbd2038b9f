using System.Security.Claims;
using Matoi.Storage;
using Matoi.Storage.State;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Matoi.Security;

/// <summary>Who may come in: local accounts with cookies for people, tokens for machines.</summary>
public static class SecurityRoom
{
    /// <summary>Policy of everything but intake: a signed-in person or a token of scope <see cref="TokenScope.Full"/>.</summary>
    public const string Full = "Full";

    /// <summary>Policy of intake: a signed-in person or any token.</summary>
    public const string Ingest = "Ingest";

    /// <summary>Policy of what reads files of this machine: only the owner of the data folder, over its socket.</summary>
    public const string Local = "Local";

    /// <summary>Page where people sign in.</summary>
    public const string SignInPage = "/sign-in";

    private const int ShortestPassword = 12;

    /// <summary>Adds accounts, cookies, tokens and policies; keys that protect cookies lie in the data folder.</summary>
    public static IServiceCollection AddSecurity(this IServiceCollection services, DataFolder folder)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddScoped(provider => provider.GetRequiredService<IDbContextFactory<MatoiDb>>().CreateDbContext());
        services.AddSingleton<Users>().AddSingleton<SignInLinks>().AddSingleton<ApiTokens>();
        services.AddDataProtection().SetApplicationName("matoi").PersistKeysToFileSystem(Private(folder.Keys));
        services.AddIdentityCore<User>(identity =>
        {
            // Length is what makes a password hard to guess; composition rules are not (NIST SP 800-63B).
            identity.Password = new() { RequiredLength = ShortestPassword, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false };
            identity.Lockout.MaxFailedAccessAttempts = 5;
            identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
        }).AddEntityFrameworkStores<MatoiDb>().AddSignInManager();
        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddScheme<AuthenticationSchemeOptions, TokenSignIn>(TokenSignIn.SchemeName, null)
            .AddScheme<AuthenticationSchemeOptions, LocalSocketSignIn>(LocalSocketSignIn.SchemeName, null)
            .AddIdentityCookies();
        services.ConfigureApplicationCookie(SetCookie);
        services.Configure<SecurityStampValidatorOptions>(stamp => stamp.ValidationInterval = TimeSpan.FromMinutes(1));
        services.AddAuthorizationBuilder()
            .AddPolicy(Full, policy => Allow(policy, TokenScope.Full))
            .AddPolicy(Ingest, policy => Allow(policy, TokenScope.Full, TokenScope.Ingest))
            .AddPolicy(Local, policy => policy.AddAuthenticationSchemes(LocalSocketSignIn.SchemeName).RequireAuthenticatedUser());
        services.AddAntiforgery(antiforgery => antiforgery.Cookie.Name = "matoi.form");
        return services;
    }

    /// <summary>Adds sign-in, sign-out and account routes, authentication, and the headers that keep pages to themselves. Call it before any other route.</summary>
    public static void MapSecurity(this WebApplication app)
    {
        app.Use(SecurityHeaders.AddAsync);
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        SignIn.Map(app);
        ChangeAccount.Map(app);
    }

    /// <summary>Maps tokens and sign-in links into the API.</summary>
    public static void MapAccess(this IEndpointRouteBuilder routes) => ManageTokens.Map(routes);

    private static void Allow(AuthorizationPolicyBuilder policy, params TokenScope[] scopes) => policy
        .AddAuthenticationSchemes(IdentityConstants.ApplicationScheme, TokenSignIn.SchemeName, LocalSocketSignIn.SchemeName)
        .RequireAssertion(context => context.User.Identities.Any(identity => IsPerson(identity)
            || scopes.Any(scope => identity.HasClaim(TokenSignIn.ScopeClaim, scope.ToString()))));

    private static bool IsPerson(ClaimsIdentity identity) => identity is { IsAuthenticated: true, AuthenticationType: "Identity.Application" };

    private static void SetCookie(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = "matoi.session";
        cookie.Cookie.HttpOnly = true;

        // Lax, not Strict: a link to an incident in a chat or mail must find the reader signed in. Lax sends nothing with cross-site posts.
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.LoginPath = SignInPage;
        cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
        cookie.SlidingExpiration = true;
        cookie.Events.OnRedirectToLogin = context => AnswerAsync(context, StatusCodes.Status401Unauthorized);
        cookie.Events.OnRedirectToAccessDenied = context => AnswerAsync(context, StatusCodes.Status403Forbidden);
    }

    // Browsers are led to the sign-in page; programs get the status.
    private static Task AnswerAsync(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (HttpMethods.IsGet(context.Request.Method) && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
        {
            context.Response.Redirect(context.RedirectUri);
        }
        else
        {
            context.Response.StatusCode = status;
        }

        return Task.CompletedTask;
    }

    private static DirectoryInfo Private(string path) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path)
        : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}
