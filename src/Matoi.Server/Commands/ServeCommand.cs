using System.CommandLine;
using Matoi.Server.Api;
using Matoi.Storage;

namespace Matoi.Server.Commands;

/// <summary><c>matoi serve</c>: runs the node with its portal, API and intake endpoints.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var urls = new Option<string[]>("--urls") { Description = "Addresses to serve on. Default http://127.0.0.1:5117 (this machine only).", DefaultValueFactory = _ => ["http://127.0.0.1:5117"] };
        var demo = new Option<bool>("--demo") { Description = "Load the sample attack stories into a data folder of their own." };
        var command = new Command("serve", "Run the server. The first start prints a one-time sign-in link.\nExample: matoi serve --demo") { urls, demo };
        command.SetAction((parsed, ct) => Options.GuardAsync(new Output(true), () => RunAsync(DataPath(parsed, parsed.GetValue(demo)), parsed.GetValue(urls)!, parsed.GetValue(demo), ct)));
        return command;
    }

    private static string DataPath(ParseResult parsed, bool demo)
        => demo && parsed.GetResult(Options.Data) is null or { Implicit: true } && demo ? Path.Combine(parsed.GetValue(Options.Data)!, "demo") : parsed.GetValue(Options.Data)!;

    private static async Task<int> RunAsync(string data, string[] urls, bool demo, CancellationToken ct)
    {
        var folder = DataFolder.At(data);
        using var held = FolderLock.TryTake(folder);
        if (held is null)
        {
            throw new IOException($"{folder.Path} is held by another matoi process; stop it, or choose another folder with --data");
        }

        await using var app = await MatoiHost.BuildAsync(folder, urls, ct);
        app.UseMatoi(portal: true);
        await app.StartAsync(ct);
        Console.WriteLine($"data folder  {folder.Path}");
        Console.WriteLine($"portal       {urls[0]}");
        await app.WaitForShutdownAsync(ct);
        return ExitCode.Ok;
    }
}
