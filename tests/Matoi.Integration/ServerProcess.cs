using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Matoi.Server;
using Matoi.Storage;

namespace Matoi.Integration;

/// <summary>The real program serving a data folder, in a process of its own that can be killed.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _api;
    private readonly Task<string> _talk;

    private ServerProcess(Process process, string folder)
        => (_process, _api, _talk) = (process, LocalSocket.Connect(DataFolder.At(folder)), process.StandardError.ReadToEndAsync(CancellationToken.None));

    /// <summary>Starts it; it answers later, see <see cref="ReadyAsync"/>.</summary>
    public static ServerProcess Start(string folder)
        => new(Process.Start(new ProcessStartInfo("dotnet", [Program(), "serve", "--data", folder, "--urls", $"http://127.0.0.1:{FreePort()}"]) { RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new Win32Exception(), folder);

    /// <summary>Waits until it answers.</summary>
    public async Task ReadyAsync(CancellationToken ct)
    {
        while (await _process.StandardOutput.ReadLineAsync(ct) is { } line)
        {
            if (line.StartsWith("portal", StringComparison.Ordinal))
            {
                _ = _process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return;
            }
        }

        throw new InvalidOperationException($"the program ended: {await _talk}");
    }

    /// <summary>Asks the API, over the folder's own socket.</summary>
    public Task<JsonElement> GetAsync(string path, CancellationToken ct) => _api.GetFromJsonAsync<JsonElement>(path, ct);

    /// <summary>Ends it at once, as <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
        _api.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Program([CallerFilePath] string file = "")
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));
        var configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'));
        return Path.Combine(root, "artifacts", "bin", "Matoi.Server", configuration, "Matoi.Server.dll");
    }
}
