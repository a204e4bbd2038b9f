using System.Text.Json;
using Matoi.Clouds.Azure;
using Xunit;

namespace Matoi.Tests;

public class EventGridHandshakeTests
{
    [Fact]
    public void Answers_with_the_asking_origin_and_rate_when_options_asks()
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["webhook-request-origin"] = "eventgrid.azure.net",
            ["webhook-request-rate"] = "120",
        };

        var answer = EventGridHandshake.Answer(headers.GetValueOrDefault);

        Assert.Equal(new Dictionary<string, string>
        {
            ["WebHook-Allowed-Origin"] = "eventgrid.azure.net",
            ["WebHook-Allowed-Rate"] = "120",
            ["Allow"] = "POST, OPTIONS",
        }, answer);
    }

    [Fact]
    public void Allows_any_rate_when_none_is_asked()
        => Assert.Equal("*", EventGridHandshake.Answer(name => name == "WebHook-Request-Origin" ? "eventgrid.azure.net" : null)!["WebHook-Allowed-Rate"]);

    [Fact]
    public void Gives_no_headers_when_the_request_is_no_handshake() => Assert.Null(EventGridHandshake.Answer(_ => null));

    [Theory]
    [InlineData("""[{"eventType":"Microsoft.EventGrid.SubscriptionValidationEvent","data":{"validationCode":"512d-66"}}]""")]
    [InlineData("""{"eventType":"Microsoft.EventGrid.SubscriptionValidationEvent","data":{"validationCode":"512d-66","validationUrl":"https://example.com"}}""")]
    public void Returns_the_code_when_a_validation_event_is_posted(string body)
        => Assert.Equal("""{"validationResponse":"512d-66"}""", EventGridHandshake.Answer(JsonElement.Parse(body)));

    [Theory]
    [InlineData("""[{"eventType":"Microsoft.Resources.ResourceWriteSuccess","data":{"validationCode":"512d-66"}}]""")]
    [InlineData("""[{"eventType":"Microsoft.EventGrid.SubscriptionValidationEvent","data":{}}]""")]
    [InlineData("""{"records":[]}""")]
    [InlineData("[1,null]")]
    [InlineData("\"text\"")]
    public void Gives_no_answer_when_the_body_is_to_be_taken_in(string body) => Assert.Null(EventGridHandshake.Answer(JsonElement.Parse(body)));
}
