using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Matoi.Clouds.Aws;
using Xunit;

namespace Matoi.Tests;

public class SnsSignatureTests
{
    private const string Topic = "arn:aws:sns:ap-northeast-1:111122223333:matoi-alerts";
    private const string CertificateUrl = "https://sns.ap-northeast-1.amazonaws.com/SimpleNotificationService-0000.pem";
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 30, 0, TimeSpan.Zero);

    private static readonly RSA Key = RSA.Create(2048);

    private readonly List<Uri> _fetched = [];

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public async Task Accepts_a_notification_when_its_signature_matches(string version)
        => Assert.Null(await Verify(Signed(Message(), version)));

    [Fact]
    public async Task Accepts_a_notification_without_subject_when_its_signature_matches()
    {
        var message = Message();
        message.Remove("Subject");
        Assert.Null(await Verify(Signed(message)));
    }

    [Theory]
    [InlineData("SubscriptionConfirmation")]
    [InlineData("UnsubscribeConfirmation")]
    public async Task Accepts_a_confirmation_when_its_signature_matches(string type)
    {
        var message = Message();
        message.Remove("Subject");
        message["Type"] = type;
        message["Token"] = "2336412f37f";
        message["SubscribeURL"] = "https://sns.ap-northeast-1.amazonaws.com/?Action=ConfirmSubscription";
        Assert.Null(await Verify(Signed(message)));
    }

    [Theory]
    [InlineData("Message")]
    [InlineData("Subject")]
    [InlineData("MessageId")]
    public async Task Refuses_a_message_when_a_signed_field_was_changed(string field)
    {
        var message = Signed(Message());
        message[field] = "改竄";
        Assert.Equal("sns-signature-invalid", await Verify(message));
    }

    [Theory]
    [InlineData("1", "2")]
    [InlineData("2", "1")]
    [InlineData("2", "3")]
    public async Task Refuses_a_message_when_it_claims_another_signature_version(string signed, string claimed)
    {
        var message = Signed(Message(), signed);
        message["SignatureVersion"] = claimed;
        Assert.Equal("sns-signature-invalid", await Verify(message));
    }

    [Theory]
    [InlineData("not base64!")]
    [InlineData("")]
    public async Task Refuses_a_message_when_its_signature_is_no_signature(string signature)
    {
        var message = Signed(Message());
        message["Signature"] = signature;
        Assert.Equal("sns-signature-invalid", await Verify(message));
    }

    [Theory]
    [InlineData("http://sns.ap-northeast-1.amazonaws.com/a.pem")]
    [InlineData("https://sns.ap-northeast-1.amazonaws.com.evil.example/a.pem")]
    [InlineData("https://evil.example/sns.ap-northeast-1.amazonaws.com/a.pem")]
    [InlineData("https://sns.ap-northeast-1.amazonaws.com@evil.example/a.pem")]
    [InlineData("https://x@sns.ap-northeast-1.amazonaws.com/a.pem")]
    [InlineData("https://sns.ap-northeast-1.amazonaws.com:8443/a.pem")]
    [InlineData("https://snsxap-northeast-1.amazonaws.com/a.pem")]
    [InlineData("https://s3.ap-northeast-1.amazonaws.com/a.pem")]
    [InlineData("https://sns.ap-northeast-1.amazonaws.com/a.txt")]
    [InlineData("relative.pem")]
    public async Task Fetches_nothing_when_the_certificate_is_not_at_sns(string url)
    {
        var message = Message();
        message["SigningCertURL"] = url;
        Assert.Equal("sns-signing-host", await Verify(Signed(message)));
        Assert.Empty(_fetched);
    }

    [Fact]
    public async Task Accepts_a_certificate_when_it_is_at_sns_in_china()
    {
        var message = Message();
        message["SigningCertURL"] = "https://sns.cn-north-1.amazonaws.com.cn/a.pem";
        Assert.Null(await Verify(Signed(message)));
        Assert.Equal(["sns.cn-north-1.amazonaws.com.cn"], _fetched.Select(u => u.Host));
    }

    [Fact]
    public async Task Fetches_nothing_when_the_topic_is_not_accepted()
    {
        var message = Message();
        message["TopicArn"] = Topic + "-other";
        Assert.Equal("sns-topic-not-allowed", await Verify(Signed(message)));
        Assert.Empty(_fetched);
    }

    [Theory]
    [InlineData("2026-03-02T00:29:59.000Z")]
    [InlineData("2026-03-02T02:30:01.000Z")]
    [InlineData("yesterday")]
    public async Task Refuses_a_message_when_it_is_more_than_an_hour_from_now(string time)
    {
        var message = Message();
        message["Timestamp"] = time;
        Assert.Equal("sns-too-old", await Verify(Signed(message)));
    }

    [Fact]
    public async Task Accepts_a_message_when_it_is_just_under_an_hour_old()
    {
        var message = Message();
        message["Timestamp"] = "2026-03-02T00:30:01.000Z";
        Assert.Null(await Verify(Signed(message)));
    }

    [Fact]
    public async Task Refuses_a_message_when_the_certificate_has_expired()
        => Assert.Equal("sns-signature-invalid", await Verify(Signed(Message()), Pem(Now.AddDays(-30), Now.AddDays(-1))));

    [Fact]
    public async Task Refuses_a_message_when_the_certificate_is_no_certificate()
        => Assert.Equal("sns-signature-invalid", await Verify(Signed(Message()), "<html>"));

    [Fact]
    public async Task Refuses_a_body_when_it_is_no_sns_message()
        => Assert.Equal("sns-not-a-message", await Verify(new JsonObject { ["Type"] = "Notification", ["TopicArn"] = Topic }));

    private static JsonObject Message() => new()
    {
        ["Type"] = "Notification",
        ["MessageId"] = "22b80b92-fdea-4c2c-8f9d-000000000001",
        ["TopicArn"] = Topic,
        ["Subject"] = "通知",
        ["Message"] = "{\"AlarmName\":\"root-login\"}\n二行目",
        ["Timestamp"] = "2026-03-02T01:29:00.000Z",
        ["SigningCertURL"] = CertificateUrl,
    };

    // Signs as SNS does: the fields in byte order of their names, each name and value on a line.
    private static JsonObject Signed(JsonObject message, string version = "2")
    {
        string[] unsigned = ["SigningCertURL", "SignatureVersion", "Signature"];
        var text = string.Concat(message.Where(f => !unsigned.Contains(f.Key)).OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}\n{f.Value}\n"));
        var algorithm = version == "1" ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256;
        message["SignatureVersion"] = version;
        message["Signature"] = Convert.ToBase64String(Key.SignData(Encoding.UTF8.GetBytes(text), algorithm, RSASignaturePadding.Pkcs1));
        return message;
    }

    private static string Pem(DateTimeOffset from, DateTimeOffset to)
    {
        var request = new CertificateRequest("CN=sns.amazonaws.com", Key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(from, to);
        return certificate.ExportCertificatePem();
    }

    private async Task<string?> Verify(JsonObject message, string? pem = null)
    {
        var verifier = new SnsSignature(new HashSet<string> { Topic }, Fetch, new FixedClock());
        var problem = await verifier.VerifyAsync(JsonElement.Parse(message.ToJsonString()), TestContext.Current.CancellationToken);
        return problem?.Code;

        Task<string> Fetch(Uri url, CancellationToken cancellationToken)
        {
            _fetched.Add(url);
            return Task.FromResult(pem ?? Pem(Now.AddDays(-1), Now.AddDays(30)));
        }
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
