using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Matoi.Clouds.Google;
using Xunit;

namespace Matoi.Tests;

/// <summary>Only a token that Google signed for our subscription passes, and a refusal says what is wrong.</summary>
public sealed class PubSubTokenTests : IDisposable
{
    private const string Audience = "https://matoi.example.com/intake/google";
    private const string Account = "push@example-project.iam.gserviceaccount.com";
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    private readonly RSA _key = RSA.Create(2048);
    private int _fetched;

    public void Dispose() => _key.Dispose();

    [Fact]
    public async Task Accepts_a_token_when_it_is_of_the_configured_subscription()
    {
        var token = Verifier();

        Assert.Null(await token.VerifyAsync("Bearer " + Sign(Claims()), TestContext.Current.CancellationToken));
        Assert.Null(await token.VerifyAsync("Bearer " + Sign(Claims(c => c["iss"] = "accounts.google.com")), TestContext.Current.CancellationToken));
        Assert.Equal(1, _fetched);
    }

    [Theory]
    [InlineData(null, "token-missing")]
    [InlineData("Basic abc", "token-missing")]
    [InlineData("Bearer abc", "token-malformed")]
    [InlineData("Bearer a.b.c", "token-malformed")]
    [InlineData("Bearer !!.!!.!!", "token-malformed")]
    public async Task Refuses_when_there_is_no_token(string? header, string code)
        => Assert.Equal(code, (await Verifier().VerifyAsync(header, TestContext.Current.CancellationToken))?.Code);

    [Theory]
    [InlineData("iss", "https://evil.example.com", "token-issuer", "the token's issuer is 'https://evil.example.com', expected https://accounts.google.com")]
    [InlineData("aud", "https://other.example.com", "token-audience", "the token's audience is 'https://other.example.com', expected 'https://matoi.example.com/intake/google'; set the same audience at the subscription and here")]
    [InlineData("email", "eve@example.com", "token-account", "the token is of 'eve@example.com', expected the push service account 'push@example-project.iam.gserviceaccount.com'")]
    public async Task Refuses_when_a_claim_is_anothers(string claim, string value, string code, string message)
    {
        var problem = await Verify(Sign(Claims(c => c[claim] = value)));

        Assert.Equal((code, message), (problem?.Code, problem?.Message));
    }

    [Fact]
    public async Task Refuses_when_the_address_is_not_verified()
        => Assert.Equal("token-account-unverified", (await Verify(Sign(Claims(c => c["email_verified"] = false))))?.Code);

    [Theory]
    [InlineData(-59, null)]
    [InlineData(-61, "token-expired")]
    public async Task Refuses_when_expired_longer_ago_than_a_minute(int seconds, string? code)
        => Assert.Equal(code, (await Verify(Sign(Claims(c => c["exp"] = Now.AddSeconds(seconds).ToUnixTimeSeconds()))))?.Code);

    [Theory]
    [InlineData(59, null)]
    [InlineData(61, "token-early")]
    public async Task Refuses_when_issued_more_than_a_minute_ahead(int seconds, string? code)
        => Assert.Equal(code, (await Verify(Sign(Claims(c => c["iat"] = Now.AddSeconds(seconds).ToUnixTimeSeconds()))))?.Code);

    [Fact]
    public async Task Refuses_when_the_times_are_missing()
        => Assert.Equal("token-times", (await Verify(Sign(Claims(c => c.Remove("exp")))))?.Code);

    [Fact]
    public async Task Refuses_when_the_content_was_changed()
    {
        var parts = Sign(Claims()).Split('.');
        var forged = Encode(Claims(c => c["sub"] = "another"));

        Assert.Equal("token-signature", (await Verify($"{parts[0]}.{forged}.{parts[2]}"))?.Code);
    }

    [Fact]
    public async Task Refuses_when_another_key_signed_it()
    {
        using var other = RSA.Create(2048);

        Assert.Equal("token-signature", (await Verify(Sign(Claims(), key: other)))?.Code);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("HS256")]
    public async Task Refuses_when_the_algorithm_is_another(string algorithm)
        => Assert.Equal("token-algorithm", (await Verify(Sign(Claims(), algorithm)))?.Code);

    [Fact]
    public async Task Fetches_keys_again_when_the_key_is_new_but_not_for_every_request()
    {
        var clock = new Clock { Now = Now };
        var token = Verifier(clock);
        var header = "Bearer " + Sign(Claims(), id: "key-2");

        Assert.Equal("token-key", (await token.VerifyAsync(header, TestContext.Current.CancellationToken))?.Code);
        Assert.Equal("token-key", (await token.VerifyAsync(header, TestContext.Current.CancellationToken))?.Code);
        Assert.Equal(1, _fetched);

        clock.Now = Now.AddMinutes(2);
        _id = "key-2";
        Assert.Null(await token.VerifyAsync(header, TestContext.Current.CancellationToken));
        Assert.Equal(2, _fetched);
    }

    private string _id = "key-1";

    private PubSubToken Verifier(TimeProvider? clock = null) => new(Audience, Account, _ => Task.FromResult(Keys()), clock ?? new Clock { Now = Now });

    private Task<Matoi.Model.Problem?> Verify(string token) => Verifier().VerifyAsync("Bearer " + token, TestContext.Current.CancellationToken);

    private string Keys()
    {
        _fetched++;
        var parameters = _key.ExportParameters(false);
        var key = new { kty = "RSA", alg = "RS256", use = "sig", kid = _id, n = Base64Url.EncodeToString(parameters.Modulus), e = Base64Url.EncodeToString(parameters.Exponent) };
        return JsonSerializer.Serialize(new { keys = new[] { key } });
    }

    private static Dictionary<string, object> Claims(Action<Dictionary<string, object>>? change = null)
    {
        var claims = new Dictionary<string, object>
        {
            ["aud"] = Audience,
            ["azp"] = "113774264463038321964",
            ["email"] = Account,
            ["email_verified"] = true,
            ["exp"] = Now.AddMinutes(30).ToUnixTimeSeconds(),
            ["iat"] = Now.AddMinutes(-30).ToUnixTimeSeconds(),
            ["iss"] = "https://accounts.google.com",
            ["sub"] = "113774264463038321964",
        };
        change?.Invoke(claims);
        return claims;
    }

    private string Sign(Dictionary<string, object> claims, string algorithm = "RS256", string id = "key-1", RSA? key = null)
    {
        var content = $"{Encode(new Dictionary<string, object> { ["alg"] = algorithm, ["kid"] = id, ["typ"] = "JWT" })}.{Encode(claims)}";
        var signature = (key ?? _key).SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{content}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Encode(object json) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(json));

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
