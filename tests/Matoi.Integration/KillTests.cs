using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Matoi.Integration;

/// <summary>The real program, killed at any moment and run again, ends where an uninterrupted run ends: nothing lost, nothing twice.</summary>
public sealed class KillTests : IDisposable
{
    private const int Events = 60_000;
    private const int Findings = 40;
    private readonly string _input = Directory.CreateDirectory(TempNode.NewFolder()).FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public KillTests()
    {
        File.WriteAllText(Path.Combine(_input, "cloudtrail.json"), Sample.Records(Enumerable.Range(1, Events)));
        File.WriteAllLines(Path.Combine(_input, "guardduty.jsonl"), Enumerable.Range(0, Findings).SelectMany(i => new[]
        {
            // Each finding twice: new, then again with more events; four users, four incidents.
            Sample.GuardDuty($"f{i}", $"user{i % 4}", 5, 1, i), Sample.GuardDuty($"f{i}", $"user{i % 4}", 8, 3, i + 1),
        }));
    }

    [Fact]
    public async Task Ends_where_an_uninterrupted_run_ends_when_it_is_killed_at_any_moment()
    {
        var (whole, took) = await RunWholeAsync();
        Assert.Equal(($"{Events} {Findings} 4"), string.Join(' ', whole.Split('\n')[0].Split(' ')[..3]));
        var rounds = Environment.GetEnvironmentVariable("MATOI_LONG") == "1" ? 20 : 3;
        for (var round = 1; round <= rounds; round++)
        {
            // Moments spread over the whole run.
            await KilledAsync(took * round / (rounds + 1), whole, round);
        }
    }

    public void Dispose() => Directory.Delete(_input, recursive: true);

    private async Task<(string State, TimeSpan Took)> RunWholeAsync()
    {
        var data = TempNode.NewFolder();
        try
        {
            var watch = Stopwatch.StartNew();
            await IngestAsync(data);
            return (await StateAsync(data), watch.Elapsed);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private async Task KilledAsync(TimeSpan after, string whole, int round)
    {
        var data = TempNode.NewFolder();
        try
        {
            using (var killed = Start(data))
            {
                await Task.Delay(after, Ct);
                killed.Kill();
                await killed.WaitForExitAsync(Ct);
            }

            await IngestAsync(data);
            Assert.Equal($"round {round}, killed after {after}\n{whole}", $"round {round}, killed after {after}\n{await StateAsync(data)}");
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private async Task IngestAsync(string data)
    {
        using var process = Start(data);
        var (answer, talk) = (process.StandardOutput.ReadToEndAsync(Ct), process.StandardError.ReadToEndAsync(Ct));
        await process.WaitForExitAsync(Ct);
        Assert.True(process.ExitCode == 0, $"exit code {process.ExitCode}: {await talk}");
        using var report = JsonDocument.Parse(await answer);
        Assert.Equal(Events + (2 * Findings), report.RootElement.GetProperty("read").GetInt64());
    }

    private Process Start(string data)
        => Process.Start(new ProcessStartInfo("dotnet", [Program(), "ingest", _input, "--data", data, "--json"]) { RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new Win32Exception();

    private static async Task<string> StateAsync(string data)
    {
        await using var node = await TempNode.StartAsync(data);
        await using var db = await node.DbAsync();
        Assert.Equal(Events, node.Rows("AWSCloudTrail"));
        var ids = node.Lake.Query("SELECT count(DISTINCT _Id) FROM \"AWSCloudTrail\"", r => r.GetInt64(0))[0];
        var alerts = await db.Alerts.OrderBy(a => a.SourceRef).Select(a => $"{a.SourceRef} {a.Count} {a.Severity} {a.IncidentId != null}").ToListAsync(Ct);
        var incidents = await db.Incidents.OrderBy(i => i.Title).Select(i => $"{i.Title} {i.AlertCount} {i.Severity} {i.Priority}").ToListAsync(Ct);
        var left = (await db.Outbox.CountAsync(Ct), await db.Rejected.CountAsync(Ct), await db.AlertRecords.CountAsync(Ct));
        return $"{ids} {alerts.Count} {incidents.Count} {left}\n{string.Join('\n', alerts)}\n{string.Join('\n', incidents)}";
    }

    private static string Program([CallerFilePath] string file = "")
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));
        var configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'));
        return Path.Combine(root, "artifacts", "bin", "Matoi.Server", configuration, "Matoi.Server.dll");
    }
}
