using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Matoi.Detect.Streaming;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Matoi.Integration;

/// <summary>The real program, killed at any moment and run again, ends where an uninterrupted run ends: nothing lost, nothing twice.</summary>
public sealed class KillTests : IDisposable
{
    private const int Events = 60_000;
    private const int Findings = 40;
    private const string Rules = """
        title: An object was read
        name: read
        id: 44444444-4444-4444-8444-444444444444
        logsource: { product: aws, service: cloudtrail }
        detection: { selection: { eventName: GetObject }, condition: selection }
        ---
        title: Thousands of objects were read
        id: 55555555-5555-4555-8555-555555555555
        correlation: { type: event_count, rules: [read], group-by: [userIdentity.userName], timespan: 1d, condition: { gte: 5000 } }
        level: high
        """;
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
        Assert.Equal($"{Events} {Findings + 1} 5", string.Join(' ', whole.Split('\n')[0].Split(' ')[..3]));
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
            AddRules(data);
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
            AddRules(data);
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

    private static void AddRules(string data)
    {
        var pack = Directory.CreateDirectory(Path.Combine(data, "rules", "kill")).FullName;
        RulePack.Describe(pack, "", StreamMode.Live);
        File.WriteAllText(Path.Combine(pack, "rules.yml"), Rules);
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
        // How many of its events a correlation lists depends on what came together.
        var alerts = await db.Alerts.OrderBy(a => a.SourceRef).Select(a => $"{a.SourceRef} {(a.Source == BuildStreamAlert.Source ? 0 : a.Count)} {a.Severity} {a.IncidentId != null}").ToListAsync(Ct);
        var incidents = await db.Incidents.OrderBy(i => i.Title).Select(i => $"{i.Title} {i.AlertCount} {i.Severity} {i.Priority}").ToListAsync(Ct);
        var left = (await db.Outbox.CountAsync(Ct), await db.Rejected.CountAsync(Ct), await db.AlertRecords.CountAsync(r => db.Alerts.Any(a => a.Id == r.AlertId && a.Source != BuildStreamAlert.Source), Ct));
        return $"{ids} {alerts.Count} {incidents.Count} {left}\n{string.Join('\n', alerts)}\n{string.Join('\n', incidents)}";
    }

    private static string Program([CallerFilePath] string file = "")
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));
        var configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'));
        return Path.Combine(root, "artifacts", "bin", "Matoi.Server", configuration, "Matoi.Server.dll");
    }
}
