using System.Text.Json;

namespace Matoi.Server.Commands;

/// <summary>The API refused, with a code and a sentence for the person at the terminal.</summary>
internal sealed class ApiProblemException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;

    public static async Task ThrowIfProblemAsync(HttpResponseMessage response, CancellationToken ct)
    {
        if (response.IsSuccessStatusCode)
        {
            return;
        }

        var text = await response.Content.ReadAsStringAsync(ct);
        throw Read(text) ?? new ApiProblemException($"http-{(int)response.StatusCode}", $"{response.RequestMessage?.RequestUri?.PathAndQuery}: {(int)response.StatusCode} {response.ReasonPhrase}");
    }

    private static ApiProblemException? Read(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.TryGetProperty("title", out var title) && json.RootElement.TryGetProperty("detail", out var detail)
                ? new(title.GetString()!, detail.GetString()!)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
