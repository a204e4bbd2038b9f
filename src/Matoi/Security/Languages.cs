using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;

namespace Matoi.Security;

/// <summary>Languages of the portal and the cookie that carries a person's choice.</summary>
public static class Languages
{
    /// <summary>Languages offered, the default first.</summary>
    public static IReadOnlyList<string> Offered { get; } = ["en", "ja"];

    /// <summary>Sets or, for null, leaves the cookie that the next page's language is read from.</summary>
    public static void Remember(HttpContext http, string? language)
    {
        if (language is null || !Offered.Contains(language))
        {
            return;
        }

        http.Response.Cookies.Append(CookieRequestCultureProvider.DefaultCookieName,
            CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(CultureInfo.GetCultureInfo(language))),
            new CookieOptions { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, IsEssential = true, HttpOnly = true, Secure = http.Request.IsHttps });
    }
}
