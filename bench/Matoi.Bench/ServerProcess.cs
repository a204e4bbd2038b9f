using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Matoi.Bench;

/// <summary>The real program as a process of its own, on a temporary data folder.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Matoi.Server.dll");
    private readonly Process _process;
    private readonly string _data;

    private ServerProcess(Process process, string data, Uri address, TimeSpan ready) => (_process, _data, Address, Ready) = (process, data, address, ready);

    public Uri Address { get; }

    /// <summary>From the start of the process to its first answer.</summary>
    public TimeSpan Ready { get; }

    public double WorkingSetMb
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1e6;
        }
    }

    public static async Task<ServerProcess> StartAsync(HttpClient client)
    {
        var data = Path.Combine(Path.GetTempPath(), $"matoi-bench-{Guid.CreateVersion7():N}");
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var started = Stopwatch.GetTimestamp();
        var process = Run("serve", "--data", data, "--urls", address.GetLeftPart(UriPartial.Authority));
        while (!await AnswersAsync(client, address))
        {
            await Task.Delay(20);
        }

        return new(process, data, address, Stopwatch.GetElapsedTime(started));
    }

    /// <summary>Peak resident memory, in MB, of a process that reads the file into a new data folder.</summary>
    public static async Task<double> PeakOfIngestAsync(string file)
    {
        var data = Path.Combine(Path.GetTempPath(), $"matoi-bench-{Guid.CreateVersion7():N}");
        using var process = Run("ingest", file, "--data", data, "--json");
        var output = process.StandardOutput.ReadToEndAsync();
        var peak = 0L;
        while (!process.HasExited)
        {
            process.Refresh();
            peak = Math.Max(peak, process.PeakWorkingSet64);
            await Task.Delay(100);
        }

        await output;
        Directory.Delete(data, recursive: true);
        return peak / 1e6;
    }

    public async Task<string> CreateTokenAsync()
    {
        using var command = Run("tokens", "create", "bench", "--data", _data, "--json");
        var json = JsonElement.Parse(await command.StandardOutput.ReadToEndAsync());
        return json.GetProperty("token").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    private static Process Run(params string[] arguments)
        => Process.Start(new ProcessStartInfo("dotnet", [Program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    private static async Task<bool> AnswersAsync(HttpClient client, Uri address)
    {
        try
        {
            using var response = await client.GetAsync(new Uri(address, "/sign-in"));
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
