using Matoi.Security;
using Matoi.Server.Portal.Detect;
using Matoi.Server.Portal.Investigate;
using Matoi.Server.Portal.Security;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Hosting.StaticWebAssets;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.FileProviders;
using MudBlazor;
using MudBlazor.Services;

namespace Matoi.Server.Portal;

/// <summary>The portal: Razor components by room, served and kept live by this program.</summary>
internal static class PortalSetup
{
    /// <summary>Adds what the pages need.</summary>
    public static IServiceCollection AddPortal(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents(circuit => circuit.DisconnectedCircuitMaxRetained = 20);
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, RevalidateUser>();
        services.AddMudServices(mud =>
        {
            mud.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomLeft;
            mud.SnackbarConfiguration.VisibleStateDuration = 4000;
            mud.SnackbarConfiguration.MaxDisplayedSnackbars = 2;
            mud.SnackbarConfiguration.ShowTransitionDuration = 100;
            mud.SnackbarConfiguration.HideTransitionDuration = 100;
        });
        services.AddLocalization();
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.SetDefaultCulture(Languages.Offered[0]).AddSupportedCultures([.. Languages.Offered]).AddSupportedUICultures([.. Languages.Offered]);

            // The cookie holds the choice of the account since sign-in; without one the browser decides.
            options.RequestCultureProviders = [new CookieRequestCultureProvider(), new CustomRequestCultureProvider(BrowserLanguage)];
            options.ApplyCurrentCultureToResponseHeaders = true;
        });
        services.AddScoped<IncidentVerbs>().AddScoped<RuleVerbs>().AddScoped<StreamRuleVerbs>();
        return services;
    }

    /// <summary>Maps pages and their files.</summary>
    public static void MapPortal(this WebApplication app)
    {
        ServeFiles(app);
        app.UseRequestLocalization();
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(mode => mode.ContentSecurityFrameAncestorsPolicy = null)
            .RequireAuthorization();

        // Readers get a page that says so; programs get the bare status.
        app.MapFallback(http =>
        {
            var reader = http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);
            return (reader ? Results.LocalRedirect("/not-found") : Results.NotFound()).ExecuteAsync(http);
        }).AllowAnonymous();
    }

    // No culture data is installed, so "ja-JP" has no parent to fall back to: the language part decides.
    private static Task<ProviderCultureResult?> BrowserLanguage(HttpContext http)
    {
        var language = http.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1)
            .Select(l => l.Value.ToString().Split('-')[0].ToLowerInvariant()).FirstOrDefault(Languages.Offered.Contains);
        return Task.FromResult(language is null ? null : new ProviderCultureResult(language));
    }

    // Started from any folder, files are found beside the program; run from a build, they are where the build's manifest says.
    private static void ServeFiles(WebApplication app)
    {
        var beside = Path.Combine(AppContext.BaseDirectory, "wwwroot");
        if (Directory.Exists(beside))
        {
            app.Environment.WebRootPath = beside;
            app.Environment.WebRootFileProvider = new PhysicalFileProvider(beside);
        }

        StaticWebAssetsLoader.UseStaticWebAssets(app.Environment, app.Configuration);
    }
}
