using System.Globalization;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Strings = Matoi.Server.Portal.Strings;

namespace Matoi.Integration.Portal;

/// <summary>Renders portal components in a language, without a server.</summary>
internal sealed class PortalContext : BunitContext
{
    public PortalContext(string language = "en")
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        Services.AddLocalization();
        Services.AddSingleton(TimeProvider.System);
    }

    public IStringLocalizer<Strings> Words => Services.GetRequiredService<IStringLocalizer<Strings>>();
}
