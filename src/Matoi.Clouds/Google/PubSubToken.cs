using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Matoi.Model;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Google;

/// <summary>
/// Verifies the OIDC token that an authenticated Pub/Sub push subscription sends (RS256 JWT signed by Google). A token lives up to an hour and is used for
/// several messages, so it is no nonce. Thread-safe.
/// </summary>
/// <param name="audience">The audience configured at the subscription; by default the push URL.</param>
/// <param name="serviceAccount">E-mail of the service account configured at the subscription.</param>
/// <param name="fetchKeys">Gets Google's JWKS document (https://www.googleapis.com/oauth2/v3/certs).</param>
/// <param name="clock">The time.</param>
public sealed class PubSubToken(string audience, string serviceAccount, Func<CancellationToken, Task<string>> fetchKeys, TimeProvider clock)
{
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan KeysLive = TimeSpan.FromHours(1);
    private static readonly TimeSpan KeysRest = TimeSpan.FromMinutes(1);

    private volatile KeySet _keys = new(DateTimeOffset.MinValue, new Dictionary<string, RSAParameters>());

    /// <summary>Null when the value of the <c>Authorization</c> header is a valid token of the configured subscription; else exactly what is wrong.</summary>
    public async Task<Problem?> VerifyAsync(string? authorization, CancellationToken cancellation)
    {
        if (authorization is null || !authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return new("token-missing", "the push request has no 'Authorization: Bearer' header; turn on authentication at the push subscription", "Authorization");
        }

        var parts = authorization["Bearer ".Length..].Trim().Split('.');
        if (parts.Length != 3 || Decode(parts[0]) is not { } header || Decode(parts[1]) is not { } claims || !Base64Url.IsValid(parts[2]))
        {
            return new("token-malformed", "the bearer token is not a JWT of three base64url parts holding JSON", "Authorization");
        }

        if (header.Text("alg") != "RS256")
        {
            return new("token-algorithm", $"the token is signed with '{header.Text("alg")}', expected RS256", "alg");
        }

        if (await FindKeyAsync(header.Text("kid") ?? "", cancellation) is not { } key)
        {
            return new("token-key", $"the token's key '{header.Text("kid")}' is not one of Google's current signing keys", "kid");
        }

        return IsSigned(key, parts) ? Check(claims)
            : new("token-signature", "the token's signature does not fit its content; it was not issued by Google", "Authorization");
    }

    private Problem? Check(JsonElement claims)
    {
        if (claims.Text("iss") is not ("https://accounts.google.com" or "accounts.google.com"))
        {
            return new("token-issuer", $"the token's issuer is '{claims.Text("iss")}', expected https://accounts.google.com", "iss");
        }

        if (claims.Text("aud") != audience)
        {
            return new("token-audience", $"the token's audience is '{claims.Text("aud")}', expected '{audience}'; set the same audience at the subscription and here", "aud");
        }

        var now = clock.GetUtcNow();
        if (EventTimes.Read(claims.At("exp")) is not { } expiry || EventTimes.Read(claims.At("iat")) is not { } issued)
        {
            return new("token-times", "the token does not say when it was issued (iat) and when it expires (exp)", "exp");
        }

        if (expiry + Skew < now)
        {
            return new("token-expired", $"the token expired at {expiry:yyyy-MM-ddTHH:mm:ssZ} and it is {now:yyyy-MM-ddTHH:mm:ssZ} now; check this machine's clock", "exp");
        }

        if (issued - Skew > now)
        {
            return new("token-early", $"the token was issued at {issued:yyyy-MM-ddTHH:mm:ssZ} and it is only {now:yyyy-MM-ddTHH:mm:ssZ} now; check this machine's clock", "iat");
        }

        if (!string.Equals(claims.Text("email"), serviceAccount, StringComparison.OrdinalIgnoreCase))
        {
            return new("token-account", $"the token is of '{claims.Text("email")}', expected the push service account '{serviceAccount}'", "email");
        }

        return claims.Text("email_verified") == "true" ? null
            : new("token-account-unverified", $"Google has not verified the token's e-mail address '{claims.Text("email")}'", "email_verified");
    }

    private async Task<RSAParameters?> FindKeyAsync(string id, CancellationToken cancellation)
    {
        var keys = _keys;
        var age = clock.GetUtcNow() - keys.Fetched;

        // Google rotates keys before the old ones end, so an unknown id asks again; at most once a minute, as anyone may send made-up ids.
        if (age > KeysLive || (!keys.ById.ContainsKey(id) && age > KeysRest))
        {
            keys = _keys = new(clock.GetUtcNow(), Read(await fetchKeys(cancellation)));
        }

        return keys.ById.TryGetValue(id, out var key) ? key : null;
    }

    private static Dictionary<string, RSAParameters> Read(string jwks)
    {
        using var document = JsonDocument.Parse(jwks);
        return document.RootElement.Items("keys")
            .Where(key => key.Text("kty") == "RSA" && key.Text("kid") is not null && Base64Url.IsValid(key.Text("n")) && Base64Url.IsValid(key.Text("e")))
            .DistinctBy(key => key.Text("kid"))
            .ToDictionary(key => key.Text("kid")!, key => new RSAParameters
            {
                Modulus = Base64Url.DecodeFromChars(key.Text("n")),
                Exponent = Base64Url.DecodeFromChars(key.Text("e")),
            });
    }

    private static bool IsSigned(RSAParameters key, string[] parts)
    {
        using var rsa = RSA.Create(key);
        return rsa.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private static JsonElement? Decode(string part)
    {
        try
        {
            return Base64Url.IsValid(part) && JsonElement.Parse(Base64Url.DecodeFromChars(part)) is { ValueKind: JsonValueKind.Object } json ? json : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record KeySet(DateTimeOffset Fetched, IReadOnlyDictionary<string, RSAParameters> ById);
}
