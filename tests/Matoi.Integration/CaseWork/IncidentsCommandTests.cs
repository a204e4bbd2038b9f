using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Xunit;

namespace Matoi.Integration.CaseWork;

/// <summary>The command line: incidents are opened, edited, merged, split, undone, compared and exported.</summary>
public sealed class IncidentsCommandTests : IDisposable
{
    private readonly string _data = TempNode.NewFolder();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        if (Directory.Exists(_data))
        {
            Directory.Delete(_data, recursive: true);
        }
    }

    [Fact]
    public async Task Incident_goes_its_whole_way_by_the_command_line()
    {
        await RunAsync(0, "create", "Laptop lost", "--severity", "High", "--entity", "Account=alice@example.com", "--label", "hr");
        await RunAsync(0, "create", "Phone lost", "--entity", "Account=bob@example.com");
        Assert.Contains("'Foo=x' is no TYPE=NAME", (await RunAsync(1, "create", "x", "--entity", "Foo=x")).Talk, StringComparison.Ordinal);

        var merged = (await RunAsync(0, "merge", "1", "2", "--why", "same theft")).Answer;
        Assert.Equal("2 merged", $"{merged.GetProperty("into").GetProperty("alerts")} {merged.GetProperty("items")[0].GetProperty("done").GetString()}");
        var shown = (await RunAsync(0, "show", "1")).Answer;
        var why = shown.GetProperty("alerts").EnumerateArray().Select(a => a.GetProperty("whyGrouped").GetString()!).ToList();
        Assert.Equal(("opened the incident", true, true), (why[0], why[1].StartsWith("merged from #2 by ", StringComparison.Ordinal), shown.GetProperty("timelineIntact").GetBoolean()));

        var split = (await RunAsync(0, "split", "1", shown.GetProperty("alerts")[1].GetProperty("id").GetString()!)).Answer;
        Assert.Equal(3, split.GetProperty("incident").GetProperty("number").GetInt32());
        await RunAsync(0, "undo", split.GetProperty("entry").GetString()!);
        await RunAsync(0, "move", shown.GetProperty("alerts")[1].GetProperty("id").GetString()!, "--to", "1");

        await RunAsync(0, "edit", "1", "--severity", "Critical", "--why", "CFO", "--role", "Commander=bob", "--field", "region=EMEA", "--ticket", "SEC-1=https://jira.example.com/SEC-1");
        Assert.Contains("edit-conflict", (await RunAsync(1, "edit", "1", "--severity", "Low", "--why", "x", "--if-version", "2")).Talk, StringComparison.Ordinal);
        var task = (await RunAsync(0, "task", "add", "1", "Wipe it", "--owner", "bob")).Answer.GetProperty("id").GetString()!;
        await RunAsync(0, "task", "set", task, "--status", "Done");
        await RunAsync(0, "note", "1", "Ask @carol");
        Assert.Equal(2005, (await RunAsync(0, "export", "1", "--format", "ocsf")).Answer.GetProperty("class_uid").GetInt32());
        Assert.Contains("incident-not-found", (await RunAsync(2, "merge", "1", "99")).Talk, StringComparison.Ordinal);
    }

    private async Task<(JsonElement Answer, string Talk)> RunAsync(int exit, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Program(), "incidents", .. arguments, "--data", _data, "--json"]) { RedirectStandardOutput = true, RedirectStandardError = true }) ?? throw new Win32Exception();
        var (answer, talk) = (process.StandardOutput.ReadToEndAsync(Ct), process.StandardError.ReadToEndAsync(Ct));
        await process.WaitForExitAsync(Ct);
        Assert.True(process.ExitCode == exit, $"{string.Join(' ', arguments)}: exit code {process.ExitCode} instead of {exit}: {await talk}");
        return (exit != 0 || string.IsNullOrWhiteSpace(await answer) ? default : JsonElement.Parse(await answer), await talk);
    }

    private static string Program([CallerFilePath] string file = "")
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));
        var configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'));
        return Path.Combine(root, "artifacts", "bin", "Matoi.Server", configuration, "Matoi.Server.dll");
    }
}
