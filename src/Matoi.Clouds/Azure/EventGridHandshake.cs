using System.Text.Json;
using System.Text.Json.Nodes;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Azure;

/// <summary>
/// Answers Event Grid's question whether an endpoint wants its events: OPTIONS of the CloudEvents web hook protocol, and the validation event of the EventGrid
/// schema. The handshake authenticates nobody; deliveries still need their secret or token.
/// </summary>
public static class EventGridHandshake
{
    /// <summary>Event type of the validation event.</summary>
    public const string ValidationEvent = "Microsoft.EventGrid.SubscriptionValidationEvent";

    /// <summary>
    /// Headers of the answer (status 200) to OPTIONS; null when the request is no handshake, because it has no <c>WebHook-Request-Origin</c>.
    /// </summary>
    /// <param name="header">The value of a request header, or null.</param>
    public static IReadOnlyDictionary<string, string>? Answer(Func<string, string?> header)
    {
        if (header("WebHook-Request-Origin") is not { Length: > 0 } origin)
        {
            return null;
        }

        // Whatever rate is asked for is allowed; the queue behind the endpoint levels it.
        return new Dictionary<string, string>
        {
            ["WebHook-Allowed-Origin"] = origin,
            ["WebHook-Allowed-Rate"] = header("WebHook-Request-Rate") is { Length: > 0 } rate ? rate : "*",
            ["Allow"] = "POST, OPTIONS",
        };
    }

    /// <summary>
    /// The JSON answer (status 200) to a posted validation event, <c>{"validationResponse":"code"}</c>; null when the body holds none and is to be taken in.
    /// </summary>
    /// <param name="body">The posted JSON: an array of events or one event.</param>
    public static string? Answer(JsonElement body)
    {
        var events = body.ValueKind == JsonValueKind.Array ? body.EnumerateArray() : Enumerable.Repeat(body, 1);
        var code = events.Where(e => e.Text("eventType") == ValidationEvent).Select(e => e.Text("data.validationCode")).FirstOrDefault(c => c is not null);
        return code is null ? null : new JsonObject { ["validationResponse"] = code }.ToJsonString();
    }
}
