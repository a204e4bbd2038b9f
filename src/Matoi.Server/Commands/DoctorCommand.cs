using System.CommandLine;
using System.Text.Json;
using Matoi.Storage;

namespace Matoi.Server.Commands;

/// <summary><c>matoi doctor</c>: checks the data folder and says what is wrong and what to do.</summary>
internal static class DoctorCommand
{
    private sealed record Check(string Name, bool Ok, string Detail);

    public static Command Create()
    {
        var command = new Command("doctor", "Check the data folder, its stores, sealed segments, timelines, sources and rules. Exit code 1 when something is wrong.");
        command.SetAction(async (parsed, ct) =>
        {
            var output = new Output(parsed.GetValue(Options.Json));
            return await Options.GuardAsync(output, async () =>
            {
                var checks = await RunAsync(DataFolder.At(parsed.GetValue(Options.Data)!), ct);
                output.Write(JsonSerializer.SerializeToElement(checks, Session.Json),
                    ("check", r => Output.Plain(r.GetProperty("name"))),
                    ("ok", r => r.GetProperty("ok").GetBoolean() ? "yes" : "NO"),
                    ("detail", r => Output.Plain(r.GetProperty("detail"))));
                return checks.All(c => c.Ok) ? ExitCode.Ok : ExitCode.Failed;
            });
        });
        return command;
    }

    private static async Task<List<Check>> RunAsync(DataFolder folder, CancellationToken ct)
    {
        var drive = new DriveInfo(folder.Path);
        var checks = new List<Check>
        {
            new("data folder", true, folder.Path),
            new("disk space", drive.AvailableFreeSpace > 2L << 30, $"{drive.AvailableFreeSpace >> 30} GiB free; 2 are the least"),
        };
        await using var session = await Session.OpenAsync(folder.Path, ct);
        var status = await session.GetAsync("lake/status", ct);
        checks.Add(new("lake", true, $"{status.GetArrayLength()} tables, {status.EnumerateArray().Sum(t => t.GetProperty("hotRows").GetInt64() + t.GetProperty("sealedRows").GetInt64()):N0} rows"));
        var broken = await session.GetAsync("lake/verify", ct);
        checks.Add(new("sealed segments", broken.GetArrayLength() == 0, broken.GetArrayLength() == 0 ? "every file has its hash"
            : $"changed or gone: {string.Join(", ", broken.EnumerateArray().Select(s => s.GetProperty("file").GetString()))}; restore them from a backup"));
        var timelines = await session.GetAsync("incidents/broken-timelines", ct);
        checks.Add(new("timelines", timelines.GetArrayLength() == 0, timelines.GetArrayLength() == 0 ? "every hash chain is intact"
            : $"changed outside the product: incidents {string.Join(", ", timelines.EnumerateArray().Select(n => n.GetRawText()))}; compare with a backup"));
        var rejected = await session.GetAsync("rejected?take=1000", ct);
        checks.Add(new("rejected records", true, rejected.GetArrayLength() == 0 ? "none" : $"{rejected.GetArrayLength()} wait; see 'matoi rejected list'"));
        var silent = (await session.GetAsync("sources", ct)).EnumerateArray().Where(s => s.GetProperty("state").GetString() == "Silent").Select(s => s.GetProperty("id").GetString());
        checks.Add(new("silent sources", !silent.Any(), silent.Any() ? $"nothing for a day from {string.Join(", ", silent)}; check the sender" : "none"));
        var troubled = (await session.GetAsync("rules/troubled", ct)).EnumerateArray().ToList();
        checks.Add(Rules(troubled, "Failed", "failing rules", "detect nothing; repair them and 'matoi rules enable' them"));
        checks.Add(Rules(troubled, "Late", "late rules", "are not run; is 'matoi serve' running, and is the machine fast enough?"));
        checks.Add(Rules(troubled, "NoData", "rules without data", "can find nothing; connect the source, or switch the rules off"));
        return checks;
    }

    private static Check Rules(IEnumerable<JsonElement> troubled, string trouble, string name, string advice)
    {
        var rules = troubled.Where(r => r.GetProperty("trouble").GetString() == trouble).Select(r => $"{r.GetProperty("name").GetString()} ({r.GetProperty("id").GetString()}): {r.GetProperty("detail").GetString()}").ToList();
        return new(name, rules.Count == 0, rules.Count == 0 ? "none" : $"{rules.Count:N0} {advice}: {string.Join("; ", rules.Take(5))}{(rules.Count > 5 ? "; …; see 'matoi rules list'" : "")}");
    }
}
