using System.Text.Json;
using System.Text.Json.Serialization;
using Matoi.Server.Api;
using Matoi.Storage;

namespace Matoi.Server.Commands;

/// <summary>
/// A command's way to the data folder: the server that holds it, or else the same program started for this command alone. Both answer the same API, so a command
/// is written once.
/// </summary>
internal sealed class Session : IAsyncDisposable
{
    private readonly WebApplication? _own;
    private readonly FolderLock? _lock;

    private Session(HttpClient api, WebApplication? own, FolderLock? held) => (Api, _own, _lock) = (api, own, held);

    /// <summary>The API; relative addresses start below <c>/api/v1/</c>.</summary>
    public HttpClient Api { get; }

    /// <summary>How the API writes JSON.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>Reaches the data folder.</summary>
    public static async Task<Session> OpenAsync(string data, CancellationToken ct)
    {
        var folder = DataFolder.At(data);
        if (FolderLock.TryTake(folder) is not { } held)
        {
            return new(LocalSocket.Connect(folder), null, null);
        }

        var app = await MatoiHost.BuildAsync(folder, [], ct);
        app.UseMatoi(portal: false);
        await app.StartAsync(ct);
        return new(LocalSocket.Connect(folder), app, held);
    }

    /// <summary>Gets JSON; a problem of the API is thrown as <see cref="ApiProblemException"/>.</summary>
    public async Task<JsonElement> GetAsync(string path, CancellationToken ct)
    {
        using var response = await Api.GetAsync(new Uri(path, UriKind.Relative), ct);
        await ApiProblemException.ThrowIfProblemAsync(response, ct);
        return await response.Content.ReadFromJsonAsync<JsonElement>(ct);
    }

    /// <summary>Posts JSON and gives the answer, undefined when there is none.</summary>
    public async Task<JsonElement> PostAsync(string path, object body, CancellationToken ct)
    {
        using var response = await Api.PostAsJsonAsync(path, body, Json, ct);
        await ApiProblemException.ThrowIfProblemAsync(response, ct);
        return response.Content.Headers.ContentLength is null or > 0 && response.StatusCode != System.Net.HttpStatusCode.NoContent
            ? await response.Content.ReadFromJsonAsync<JsonElement>(ct)
            : default;
    }

    /// <summary>Changes something; <paramref name="version"/> is the version that the change was made on, null for the present one.</summary>
    public async Task<JsonElement> PatchAsync(string path, object body, int? version, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, new Uri(path, UriKind.Relative)) { Content = JsonContent.Create(body, options: Json) };
        if (version is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        }

        using var response = await Api.SendAsync(request, ct);
        await ApiProblemException.ThrowIfProblemAsync(response, ct);
        return await response.Content.ReadFromJsonAsync<JsonElement>(ct);
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        if (_own is not null)
        {
            await _own.StopAsync();
            await _own.DisposeAsync();
        }

        _lock?.Dispose();
    }
}
