using System.CommandLine;
using System.Text.Json;
using Matoi.Detect.Streaming;
using Spectre.Console;

namespace Matoi.Server.Commands;

/// <summary><c>matoi rules add|list|show|enable|disable|remove|run|runs|test|backtest</c>: Sentinel analytics rules.</summary>
internal static class RulesCommand
{
    private static readonly Argument<string> Id = new("ID") { Description = "Rule id." };
    private static readonly string[] Endings = [".yaml", ".yml", ".json"];

    public static Command Create() => new("rules", "Run Microsoft Sentinel analytics rules on the stored logs.")
    {
        Add(), List(), Show(), Switch("enable", "Switch rules on. Each looks at its last period at once and then runs on its schedule."), Switch("disable", "Switch rules off."), Remove(),
        Run(), Runs(), RuleTrials.Test(), RuleTrials.BackTest(Id),
    };

    /// <summary>The files that paths mean: the files themselves, and what looks like a rule file below folders.</summary>
    internal static IReadOnlyList<string> Files(IEnumerable<string> paths)
        => [.. paths.SelectMany(IEnumerable<string> (path) => Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(f => Endings.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)
            : [path])];

    /// <summary>Tells what is wrong, and what was tolerated, on stderr.</summary>
    internal static void Tell(Output output, JsonElement problems, JsonElement warnings)
    {
        foreach (var problem in problems.EnumerateArray())
        {
            Console.Error.WriteLine($"{problem.GetProperty("code").GetString()}: {problem.GetProperty("message").GetString()}");
        }

        foreach (var warning in output.Json ? [] : warnings.EnumerateArray().ToList())
        {
            output.Talk.MarkupLineInterpolated($"[dim]{warning.GetProperty("code").GetString()}: {warning.GetProperty("message").GetString()}[/]");
        }
    }

    private static Command Add()
    {
        var paths = new Argument<string[]>("PATH") { Description = "Rule files or folders (with everything below): Sigma, Sentinel YAML, or the JSON that Azure exports.", Arity = ArgumentArity.OneOrMore };
        var enable = new Option<bool>("--enable") { Description = "Switch on every rule that can be run, unless its file says enabled: false; Sigma rules go live." };
        var shadow = new Option<bool>("--shadow") { Description = "Let Sigma rules run and count their hits, without alerts." };
        var pack = new Option<string?>("--pack") { Description = "Name of the pack that Sigma rules are kept under. Default: the name of the folder." };
        return new Command("add", "Add rules, or bring them up to date. One bad rule keeps no other out; exit code 1 when there are problems.\nExample: matoi rules add ./Azure-Sentinel/Detections --enable") { paths, enable, shadow, pack }.WithSession(async (session, output, parsed, ct) =>
        {
            if (parsed.GetValue(paths)!.FirstOrDefault(p => !File.Exists(p) && !Directory.Exists(p)) is { } missing)
            {
                Console.Error.WriteLine($"file-not-found: there is no file or folder {missing}");
                return ExitCode.Usage;
            }

            var files = Files(parsed.GetValue(paths)!).Select(file => (Path: file, Text: File.ReadAllText(file))).ToList();
            var sigma = files.Where(f => SigmaPack.IsSigma(f.Text)).ToList();
            if (sigma.Count > 0)
            {
                var mode = parsed.GetValue(enable) ? StreamMode.Live : parsed.GetValue(shadow) ? StreamMode.Shadow : (StreamMode?)null;
                if (await SigmaPack.AddAsync(session, output, parsed.GetValue(paths)![0], parsed.GetValue(pack), mode, sigma, ct) is var code && (code != ExitCode.Ok || sigma.Count == files.Count))
                {
                    return code;
                }
            }

            var result = await session.PostAsync("rules", new { files = files.Except(sigma).Select(f => new { path = f.Path, text = f.Text }), enable = parsed.GetValue(enable) }, ct);
            Tell(output, result.GetProperty("problems"), result.GetProperty("warnings"));
            output.WriteObject(output.Json ? result : Counts(result));
            output.Next(parsed.GetValue(enable) ? "next: matoi rules list" : "next: matoi rules enable ID, or add again with --enable");
            return result.GetProperty("problems").GetArrayLength() == 0 ? ExitCode.Ok : ExitCode.Failed;
        });
    }

    private static JsonElement Counts(JsonElement result)
        => JsonSerializer.SerializeToElement(result.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.Number).ToDictionary(p => p.Name, p => p.Value));

    private static Command List()
        => new Command("list", "List rules with how they are doing; those that need a look come first.").WithSession(async (session, output, _, ct) =>
        {
            output.Write(await session.GetAsync("rules", ct),
                ("id", r => Output.Plain(r.GetProperty("id"))),
                ("health", r => Output.Plain(r.GetProperty("health"))),
                ("severity", r => Output.Plain(r.GetProperty("severity"))),
                ("name", r => Output.Plain(r.GetProperty("name"))),
                ("every", r => r.GetProperty("kind").GetString() == "NRT" ? "NRT" : Output.Plain(r.GetProperty("frequency"))),
                ("last run", r => Output.Plain(r.GetProperty("lastRun"))),
                ("alerts 7d", r => Output.Plain(r.GetProperty("alertsInWeek"))));
            output.Next("next: matoi rules show ID");
            return ExitCode.Ok;
        });

    private static Command Show()
        => new Command("show", "Show a rule: settings, query, how it is doing.") { Id }.WithSession(async (session, output, parsed, ct) =>
        {
            var detail = await session.GetAsync($"rules/{Escaped(parsed)}", ct);
            if (output.Json)
            {
                Output.WriteJson(detail);
                return ExitCode.Ok;
            }

            var state = detail.GetProperty("state");
            output.WriteObject(JsonSerializer.SerializeToElement(state.EnumerateObject().Where(p => p.Name is not ("definition" or "text" or "turn")).ToDictionary(p => p.Name, p => p.Value)));
            output.WriteObject(state.GetProperty("definition"));
            output.Next($"next: matoi rules test {parsed.GetValue(Id)}, matoi rules runs {parsed.GetValue(Id)}");
            return ExitCode.Ok;
        });

    private static Command Switch(string verb, string summary)
    {
        var ids = new Argument<string[]>("ID") { Description = "Rule ids.", Arity = ArgumentArity.OneOrMore };
        return new Command(verb, summary) { ids }.WithSession(async (session, output, parsed, ct) =>
        {
            foreach (var id in parsed.GetValue(ids)!)
            {
                await session.PostAsync($"rules/{Uri.EscapeDataString(id)}/{verb}", new { }, ct);
            }

            output.Next("next: matoi rules list");
            return ExitCode.Ok;
        });
    }

    private static Command Remove()
        => new Command("remove", "Remove a rule and its history; its alerts stay.") { Id }.WithSession(async (session, _, parsed, ct) =>
        {
            using var response = await session.Api.DeleteAsync(new Uri($"rules/{Escaped(parsed)}", UriKind.Relative), ct);
            await ApiProblemException.ThrowIfProblemAsync(response, ct);
            return ExitCode.Ok;
        });

    private static Command Run()
    {
        var at = new Option<string?>("--at") { Description = "End of its window: 2026-11-01T08:00:00Z, or back from now as 2h. Default: now, less the delay that events are given." };
        return new Command("run", "Run a rule once and raise its alerts; its schedule stays as it is. Exit code 1 when the query fails.") { Id, at }.WithSession(async (session, output, parsed, ct) =>
        {
            var run = await session.PostAsync($"rules/{Escaped(parsed)}/run", new { at = parsed.GetValue(at) }, ct);
            output.WriteObject(run);
            output.Next(run.GetProperty("alerts").GetInt32() > 0 ? "next: matoi alerts list --source matoi.rules" : $"next: matoi rules test {parsed.GetValue(Id)}");
            return run.GetProperty("outcome").GetString() == "Failed" ? ExitCode.Failed : ExitCode.Ok;
        });
    }

    private static Command Runs()
    {
        var take = new Option<int>("--take") { Description = "Runs at most (1000 is the most).", DefaultValueFactory = _ => 50 };
        return new Command("runs", "List a rule's runs, newest first.") { Id, take }.WithSession(async (session, output, parsed, ct) =>
        {
            output.Write(await session.GetAsync($"rules/{Escaped(parsed)}/runs?take={parsed.GetValue(take)}", ct),
                ("started", r => Output.Plain(r.GetProperty("started"))),
                ("from", r => Output.Plain(r.GetProperty("from"))),
                ("to", r => Output.Plain(r.GetProperty("to"))),
                ("why", r => Output.Plain(r.GetProperty("cause"))),
                ("outcome", r => Output.Plain(r.GetProperty("outcome"))),
                ("ms", r => Output.Plain(r.GetProperty("milliseconds"))),
                ("rows", r => Output.Plain(r.GetProperty("rows"))),
                ("known", r => Output.Plain(r.GetProperty("knownRows"))),
                ("alerts", r => Output.Plain(r.GetProperty("alerts"))),
                ("message", r => Output.Plain(r.GetProperty("message"))));
            return ExitCode.Ok;
        });
    }

    private static string Escaped(ParseResult parsed) => Uri.EscapeDataString(parsed.GetValue(Id)!);
}
