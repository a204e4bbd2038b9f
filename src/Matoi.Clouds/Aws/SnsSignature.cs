using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Matoi.Model;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Aws;

/// <summary>
/// Tells whether an SNS message that came over HTTP was signed by SNS, for a topic that we accept, within the last hour. Thread-safe.
/// Format: SNS developer guide, "Verifying the signatures of Amazon SNS messages".
/// </summary>
/// <param name="topics">ARNs of the accepted topics; a message of any other is refused before anything is fetched.</param>
/// <param name="fetchCertificate">Gets the PEM text at a URL whose host was checked; the caller caches and bounds it.</param>
/// <param name="clock">The clock to measure the message's age and the certificate's validity with.</param>
internal sealed partial class SnsSignature(IReadOnlySet<string> topics, Func<Uri, CancellationToken, Task<string>> fetchCertificate, TimeProvider clock)
{
    /// <summary>Oldest message accepted; the same span covers clocks that run ahead.</summary>
    public static readonly TimeSpan MaximumAge = TimeSpan.FromHours(1);

    // In the order in which they are signed; Subject only when the message has one.
    private static readonly string[] Notification = ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"];
    private static readonly string[] Confirmation = ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"];

    /// <summary>Null when the message is genuine, else why it is refused.</summary>
    public async Task<Problem?> VerifyAsync(JsonElement message, CancellationToken cancellationToken)
    {
        if (StringToSign(message) is not { } signed)
        {
            return new("sns-not-a-message", "the body is not an SNS message of a known type with all its fields; SNS must post it itself, without raw message delivery", "Type");
        }

        if (message.Text("TopicArn") is not { } topic || !topics.Contains(topic))
        {
            return new("sns-topic-not-allowed", $"topic {message.Text("TopicArn")} is not one that this intake accepts; add its ARN to the intake's topics", "TopicArn");
        }

        if (EventTimes.Read(message.At("Timestamp")) is not { } time || (clock.GetUtcNow() - time).Duration() > MaximumAge)
        {
            return new("sns-too-old", $"the message is of {message.Text("Timestamp")}, more than {MaximumAge.TotalMinutes:0} minutes from now; it may be replayed, or check the clock", "Timestamp");
        }

        if (SnsUrl(message.Text("SigningCertURL")) is not { } url || !url.AbsolutePath.EndsWith(".pem", StringComparison.Ordinal))
        {
            return new("sns-signing-host", $"the signing certificate is at {message.Text("SigningCertURL")}, which is not SNS; only https://sns.<region>.amazonaws.com is trusted", "SigningCertURL");
        }

        var algorithm = message.Text("SignatureVersion") switch
        {
            // SignatureVersion 1 is RSA with SHA-1 by definition and the default of every topic; a forgery needs a second preimage, not a collision.
            "1" => HashAlgorithmName.SHA1,
            "2" => HashAlgorithmName.SHA256,
            _ => default,
        };
        return algorithm.Name is not null && IsSigned(await fetchCertificate(url, cancellationToken), signed, message.Text("Signature") ?? "", algorithm) ? null
            : new("sns-signature-invalid", "the signature does not match the message; it was changed on its way or is not from SNS", "Signature");
    }

    /// <summary>The URL when it is SNS's own over HTTPS (where certificates lie and subscriptions are confirmed), else null.</summary>
    public static Uri? SnsUrl(string? url)
        => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri is { Scheme: "https", IsDefaultPort: true, UserInfo: "" } && SnsHost().IsMatch(uri.Host) ? uri : null;

    private static string? StringToSign(JsonElement message)
    {
        var fields = message.Text("Type") switch
        {
            "Notification" => Notification,
            "SubscriptionConfirmation" or "UnsubscribeConfirmation" => Confirmation,
            _ => [],
        };
        var text = new StringBuilder();
        foreach (var field in fields)
        {
            if (message.At(field) is { ValueKind: JsonValueKind.String } value)
            {
                text.Append(field).Append('\n').Append(value.GetString()).Append('\n');
            }
            else if (field != "Subject")
            {
                return null;
            }
        }

        return text.Length > 0 ? text.ToString() : null;
    }

    private bool IsSigned(string pem, string signed, string signature, HashAlgorithmName algorithm)
    {
        var bytes = new byte[signature.Length];
        if (!Convert.TryFromBase64String(signature, bytes, out var length))
        {
            return false;
        }

        try
        {
            using var certificate = X509Certificate2.CreateFromPem(pem);
            using var key = certificate.GetRSAPublicKey();
            var now = clock.GetUtcNow();
            return key is not null && certificate.NotBefore.ToUniversalTime() <= now && now <= certificate.NotAfter.ToUniversalTime()
                && key.VerifyData(Encoding.UTF8.GetBytes(signed), bytes.AsSpan(0, length), algorithm, RSASignaturePadding.Pkcs1);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"\Asns\.[a-z0-9-]{3,}\.amazonaws\.com(\.cn)?\z")]
    private static partial Regex SnsHost();
}
