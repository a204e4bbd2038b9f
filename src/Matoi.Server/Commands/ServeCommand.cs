using System.CommandLine;
using Matoi.Security;
using Matoi.Server.Api;
using Matoi.Server.Demo;
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

    /// <summary>A link for the first account as long as it has no password, so that nobody is locked out; good for a day.</summary>
    private static async Task<string?> FirstSignInAsync(IServiceProvider services, CancellationToken ct)
    {
        var users = services.GetRequiredService<Users>();
        await users.EnsureAdministratorAsync(ct);
        return await users.HasPasswordAsync(Users.Administrator, ct) ? null : await services.GetRequiredService<SignInLinks>().CreateAsync(Users.Administrator, TimeSpan.FromDays(1), ct);
    }

    private static async Task LoadDemoAsync(IServiceProvider services, CancellationToken ct)
    {
        var report = await ActivatorUtilities.CreateInstance<DemoStories>(services).LoadAsync(DemoStories.Shipped, null, ct);
        Console.WriteLine(report.Stored > 0
            ? $"demo         {report.Stored:N0} rows, {report.Alerts} alerts, {report.Incidents} incidents"
            : "demo         the stories are in the data folder already");
    }

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
        if (await FirstSignInAsync(app.Services, ct) is { } code)
        {
            Console.WriteLine($"sign in once {urls[0]}/signin?code={code}");
        }

        if (demo)
        {
            await LoadDemoAsync(app.Services, ct);
        }

        await app.WaitForShutdownAsync(ct);
        return ExitCode.Ok;
    }
}
