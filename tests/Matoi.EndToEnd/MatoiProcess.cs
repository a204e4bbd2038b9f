using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Matoi.EndToEnd;

/// <summary>The real program, started as people start it, with the demo in a folder of its own.</summary>
internal sealed partial class MatoiProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _folder;

    private MatoiProcess(Process process, string folder, string signInLink) => (_process, _folder, SignInLink) = (process, folder, signInLink);

    /// <summary>Works once.</summary>
    public string SignInLink { get; }

    public string Address => new Uri(SignInLink).GetLeftPart(UriPartial.Authority);

    /// <summary>Folder of the repository.</summary>
    public static string Root { get; } = FindRoot();

    private static string Program => Path.Combine(Root, "artifacts", "bin", "Matoi.Server", Configuration(), "Matoi.Server.dll");

    public static async Task<MatoiProcess> StartDemoAsync(CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("matoi-e2e-").FullName;
        var start = new ProcessStartInfo("dotnet", [Program, "serve", "--demo", "--data", folder, "--urls", $"http://127.0.0.1:{FreePort()}"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(ct);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        string? link = null;
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            link ??= Link().Match(line) is { Success: true } found ? found.Value : null;

            // The last line: every story is loaded.
            if (link is not null && line.StartsWith("demo", StringComparison.Ordinal))
            {
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return new(process, folder, link);
            }
        }

        throw new InvalidOperationException($"the program ended without a sign-in link: {await errors}");
    }

    /// <summary>Reads a file of the repository in, as people do beside the running program.</summary>
    public async Task IngestAsync(string path, CancellationToken ct)
    {
        var start = new ProcessStartInfo("dotnet", [Program, "ingest", Path.Combine(Root, path), "--data", _folder]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{path} was not read: exit code {process.ExitCode}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    // The tests' own build says which build of the program stands beside them.
    private static string Configuration() => AppContext.BaseDirectory.Contains("release", StringComparison.OrdinalIgnoreCase) ? "release" : "debug";

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Matoi.slnx")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }

    [GeneratedRegex(@"http://\S+/signin\?code=\S+")]
    private static partial Regex Link();
}
