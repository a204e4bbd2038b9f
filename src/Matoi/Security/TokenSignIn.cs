using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Matoi.Security;

/// <summary>Signs machines in by token: <c>Authorization: Bearer</c>, <c>X-Api-Key</c>, or the password of HTTP Basic for senders that know nothing else.</summary>
internal sealed class TokenSignIn(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiTokens tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Token";
    public const string ScopeClaim = "scope";

    /// <summary>The token that a request carries, or null.</summary>
    public static string? Read(IHeaderDictionary headers)
    {
        if (headers["X-Api-Key"].FirstOrDefault() is { Length: > 0 } key)
        {
            return key;
        }

        if (!AuthenticationHeaderValue.TryParse(headers.Authorization.FirstOrDefault(), out var header) || header.Parameter is not { Length: > 0 } value)
        {
            return null;
        }

        return header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase) ? value
            : header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase) ? Password(value)
            : null;
    }

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Read(Request.Headers) is not { } secret)
        {
            return AuthenticateResult.NoResult();
        }

        if (await tokens.FindAsync(secret, Context.RequestAborted) is not { } token)
        {
            return AuthenticateResult.Fail("the token is unknown, deleted or expired");
        }

        var identity = new ClaimsIdentity([new(ClaimTypes.Name, token.Name), new(ScopeClaim, token.Scope.ToString())], SchemeName);
        return AuthenticateResult.Success(new(new(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Bearer";
        return Task.CompletedTask;
    }

    private static string? Password(string basic)
    {
        var bytes = new byte[basic.Length];
        if (!Convert.TryFromBase64String(basic, bytes, out var length))
        {
            return null;
        }

        var pair = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon >= 0 && colon < pair.Length - 1 ? pair[(colon + 1)..] : null;
    }
}
