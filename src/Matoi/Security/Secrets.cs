using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Matoi.Security;

/// <summary>Random secrets that are shown once and kept only as hashes.</summary>
internal static class Secrets
{
    private const int RandomBytes = 32;

    /// <summary>A new secret of 256 random bits that can stand in a URL.</summary>
    public static string New() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>SHA-256, lower-case hex. The secret is random, so no salt or slow hash is needed.</summary>
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
