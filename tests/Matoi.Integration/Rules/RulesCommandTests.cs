using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Xunit;

namespace Matoi.Integration.Rules;

/// <summary>The command line: a rule is added, tested, run, replayed, switched on and removed.</summary>
public sealed class RulesCommandTests : IDisposable
{
    private const string ShippedWithoutData = "5f0c3c1e-3a0e-4b8e-9f1d-6a2b7c9d1003";
    private readonly string _data = TempNode.NewFolder();
    private readonly string _files = Directory.CreateDirectory(TempNode.NewFolder()).FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Directory.Delete(_files, recursive: true);
        if (Directory.Exists(_data))
        {
            Directory.Delete(_data, recursive: true);
        }
    }

    [Fact]
    public async Task Rule_goes_its_whole_way_by_the_command_line()
    {
        await File.WriteAllTextAsync(Path.Combine(_files, "events.jsonl"), Sample.Line(1), Ct);
        await File.WriteAllTextAsync(Path.Combine(_files, "good.yaml"), RuleNode.Rule("good", period: "1h"), Ct);
        await File.WriteAllTextAsync(Path.Combine(_files, "bad.yaml"), RuleNode.Rule("bad", "AWSCloudTrail | where NoColumn == 1"), Ct);
        await File.WriteAllTextAsync(Path.Combine(_files, "hunt.yaml"), "id: h\nname: Hunt\nquery: AWSCloudTrail", Ct);
        await RunAsync(0, "ingest", Path.Combine(_files, "events.jsonl"));

        var (added, talk) = await RunAsync(1, "rules", "add", _files);
        Assert.Equal("2 0 1", $"{added.GetProperty("added")} {added.GetProperty("enabled")} {added.GetProperty("hunts")}");
        Assert.Contains("bad.yaml:10:25: KQL2", talk, StringComparison.Ordinal);

        var tested = (await RunAsync(0, "rules", "test", Path.Combine(_files, "good.yaml"), "--from", "2026-03-02T00:00:00Z", "--to", "2026-03-03T00:00:00Z")).Answer.GetProperty("results")[0];
        Assert.Equal("1 1", $"{tested.GetProperty("rows")} {tested.GetProperty("alerts").GetArrayLength()}");

        var run = (await RunAsync(0, "rules", "run", "good", "--at", "2026-03-02T01:30:00Z")).Answer;
        Assert.Equal("1 Manual", $"{run.GetProperty("alerts")} {run.GetProperty("cause").GetString()}");
        Assert.Equal(1, (await RunAsync(0, "rules", "runs", "good")).Answer.GetArrayLength());

        var replayed = (await RunAsync(0, "rules", "backtest", "good", "--from", "2026-03-02T00:00:00Z", "--to", "2026-03-03T00:00:00Z")).Answer;
        Assert.Equal("1 1", $"{replayed.GetProperty("alerts")} {replayed.GetProperty("incidents")}");

        await RunAsync(0, "rules", "enable", "good");
        await RunAsync(0, "rules", "enable", ShippedWithoutData);
        var checks = (await RunAsync(1, "doctor")).Answer.EnumerateArray().ToDictionary(c => c.GetProperty("name").GetString()!, c => c.GetProperty("detail").GetString()!);
        Assert.Contains(ShippedWithoutData, checks["rules without data"], StringComparison.Ordinal);
        Assert.DoesNotContain("good", checks["rules without data"], StringComparison.Ordinal);
        Assert.Equal(("none", "none"), (checks["failing rules"], checks["late rules"]));
        Assert.Contains("rule-unusable", (await RunAsync(1, "rules", "enable", "bad")).Talk, StringComparison.Ordinal);
        Assert.Contains("rule-not-found", (await RunAsync(2, "rules", "show", "nobody")).Talk, StringComparison.Ordinal);
        var listed = (await RunAsync(0, "rules", "list")).Answer.EnumerateArray().Where(r => r.GetProperty("id").GetString() is "good" or "bad").ToDictionary(r => r.GetProperty("id").GetString()!, r => r.GetProperty("health").GetString());
        Assert.Equal(("Healthy", "Unusable"), (listed["good"], listed["bad"]));

        await RunAsync(0, "rules", "remove", "good");
        Assert.Contains("rule-not-found", (await RunAsync(2, "rules", "disable", "good")).Talk, StringComparison.Ordinal);
    }

    private async Task<(JsonElement Answer, string Talk)> RunAsync(int exit, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Program(), .. arguments, "--data", _data, "--json"]) { RedirectStandardOutput = true, RedirectStandardError = true }) ?? throw new Win32Exception();
        var (answer, talk) = (process.StandardOutput.ReadToEndAsync(Ct), process.StandardError.ReadToEndAsync(Ct));
        await process.WaitForExitAsync(Ct);
        Assert.True(process.ExitCode == exit, $"{string.Join(' ', arguments)}: exit code {process.ExitCode} instead of {exit}: {await talk}");
        return (string.IsNullOrWhiteSpace(await answer) ? default : JsonElement.Parse(await answer), await talk);
    }

    private static string Program([CallerFilePath] string file = "")
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));
        var configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'));
        return Path.Combine(root, "artifacts", "bin", "Matoi.Server", configuration, "Matoi.Server.dll");
    }
}
