using System.CommandLine;
using System.Text.Json;
using Matoi.Detect.Streaming;
using Matoi.Sigma.Matching;
using Matoi.Sigma.Reading;
using Spectre.Console;

namespace Matoi.Server.Commands;

/// <summary><c>matoi sigma check|run|list|show|mode|backtest|remove</c>: Sigma rules, matched while events arrive.</summary>
internal static class SigmaCommand
{
    private static readonly Argument<string> Id = new("ID") { Description = "Rule id." };

    public static Command Create() => new("sigma", "Sigma rules: check them, run them over files, see and move those that watch what arrives.")
    {
        Check(), Run(), List(), Show(), Mode(), BackTest(), RemovePack(),
    };

    private static Command Check()
    {
        var paths = new Argument<string[]>("PATH") { Description = "Rule files, or folders with everything below.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("check", "Read and compile Sigma rules, and tell everything that is wrong with its place. Needs no data folder.\nExample: matoi sigma check ./sigma/rules") { paths };
        command.SetAction((parsed, _) => Task.FromResult(Options.Guard(parsed, output =>
        {
            if (Missing(parsed.GetValue(paths)!))
            {
                return ExitCode.Usage;
            }

            var set = SigmaReader.ReadFiles(parsed.GetValue(paths)!);
            var matcher = new SigmaMatcher(set.Rules, RuleLibrary.Shipped().Mappings.For);
            var failed = set.Errors.Select(e => new { e.File, e.Line, e.Column, e.Code, e.Message }).ToList();
            if (output.Json)
            {
                Output.WriteJson(new { set.Total, Compiled = set.Rules.Count + set.Correlations.Count + set.Filters, Failed = failed, Unmapped = matcher.Unmapped.Count, Warnings = set.Warnings.Select(e => new { e.File, e.Line, e.Column, e.Code, e.Message }) });
            }
            else
            {
                foreach (var problem in set.Errors.Concat(set.Warnings))
                {
                    Console.Out.WriteLine(problem);
                }

                output.Talk.MarkupLineInterpolated($"{set.Total} documents: {set.Rules.Count} rules, {set.Correlations.Count} correlations, {set.Filters} filters; {set.Errors.Count} errors, {set.Warnings.Count} warnings; {matcher.Unmapped.Count} rules are about logs that Matoi has no source for");
            }

            return failed.Count > 0 ? ExitCode.Failed : ExitCode.Ok;
        })));
        return command;
    }

    private static Command Run()
    {
        var rules = new Option<string[]>("--rules") { Description = "Rule files, or folders with everything below.", Required = true, AllowMultipleArgumentsPerToken = true };
        var logs = new Option<string[]>("--logs") { Description = "Log files, or folders with everything below.", Required = true, AllowMultipleArgumentsPerToken = true };
        var command = new Command("run", "Match log files against rules and list every hit. Needs no data folder and stores nothing.\nExample: matoi sigma run --rules ./sigma/rules/cloud/aws --logs ./cloudtrail") { rules, logs };
        command.SetAction((parsed, _) => Task.FromResult(Options.Guard(parsed, output =>
        {
            if (Missing([.. parsed.GetValue(rules)!, .. parsed.GetValue(logs)!]))
            {
                return ExitCode.Usage;
            }

            var set = SigmaReader.ReadFiles(parsed.GetValue(rules)!);
            set.Errors.ToList().ForEach(e => Console.Error.WriteLine(e));
            var result = MatchFiles.Run(set.Rules, RuleLibrary.Shipped().Mappings, MatoiHost.LoadCatalogue(new(Path.GetFullPath(parsed.GetValue(Options.Data)!))), parsed.GetValue(logs)!);
            Tell(result.Problems);
            if (output.Json)
            {
                Output.WriteJson(new { result.Events, result.Rules, result.Hits, result.Seconds });
            }
            else
            {
                foreach (var hit in result.Hits)
                {
                    Console.Out.WriteLine($"{hit.File}: {hit.EventId}: {hit.Title}");
                }

                output.Talk.MarkupLineInterpolated($"{result.Events:N0} events, {result.Rules:N0} rules, {result.Hits.Count:N0} hits; {result.Seconds:0.00} s");
            }

            return set.Errors.Count + result.Problems.Count > 0 ? ExitCode.Failed : ExitCode.Ok;
        })));
        return command;
    }

    private static Command List()
        => new Command("list", "List the Sigma rules that are here, those that hit last first.").WithSession(async (session, output, _, ct) =>
        {
            output.Write(await session.GetAsync("stream-rules", ct),
                ("id", r => Output.Plain(r.GetProperty("id"))),
                ("mode", r => Output.Plain(r.GetProperty("mode"))),
                ("level", r => Output.Plain(r.GetProperty("level"))),
                ("title", r => Output.Plain(r.GetProperty("title"))),
                ("logs", r => r.GetProperty("mapped").GetBoolean() ? Output.Plain(r.GetProperty("logSource")) : $"{Output.Plain(r.GetProperty("logSource"))} (unknown)"),
                ("pack", r => Output.Plain(r.GetProperty("pack"))),
                ("hits", r => Output.Plain(r.GetProperty("hits"))),
                ("last hit", r => Output.Plain(r.GetProperty("lastHit"))));
            output.Next("next: matoi sigma show ID");
            return ExitCode.Ok;
        });

    private static Command Show()
        => new Command("show", "Show a Sigma rule: what it finds, its mode, its text.") { Id }.WithSession(async (session, output, parsed, ct) =>
        {
            var detail = await session.GetAsync($"stream-rules/{Uri.EscapeDataString(parsed.GetValue(Id)!)}", ct);
            if (output.Json)
            {
                Output.WriteJson(detail);
                return ExitCode.Ok;
            }

            output.WriteObject(detail.GetProperty("item"));
            output.WriteObject(JsonSerializer.SerializeToElement(detail.EnumerateObject().Where(p => p.Name is not ("item" or "text")).ToDictionary(p => p.Name, p => p.Value)));
            Console.Out.WriteLine(detail.GetProperty("text").GetString());
            return ExitCode.Ok;
        });

    private static Command Mode()
    {
        var mode = new Argument<StreamMode>("MODE") { Description = "Draft: does not run. Shadow: its hits are counted. Live: they become alerts. Muted: as Shadow until --until." };
        var until = new Option<DateTimeOffset?>("--until") { Description = "End of Muted, such as 2026-12-01T00:00Z." };
        return new Command("mode", "Move a Sigma rule through its life; pack.matoi stands for all rules of the program, which Live lets run as their status says.\nExample: matoi sigma mode pack.matoi Live") { Id, mode, until }.WithSession(async (session, output, parsed, ct) =>
        {
            await session.PostAsync($"stream-rules/{Uri.EscapeDataString(parsed.GetValue(Id)!)}/mode", new { mode = parsed.GetValue(mode), until = parsed.GetValue(until) }, ct);
            output.Next("next: matoi sigma list");
            return ExitCode.Ok;
        });
    }

    private static Command BackTest()
    {
        var from = new Option<string?>("--from") { Description = "Start of the range: 2026-11-01T08:00:00Z, or back from now as 7d, 12h, 90m. Default: 7d." };
        var to = new Option<string?>("--to") { Description = "End of the range, written the same way. Default: now." };
        return new Command("backtest", "Show stored records to a Sigma rule and count the alerts and incidents that would have come of it.\nExample: matoi sigma backtest ID --from 30d") { Id, from, to }.WithSession(async (session, output, parsed, ct) =>
        {
            var result = await session.PostAsync($"stream-rules/{Uri.EscapeDataString(parsed.GetValue(Id)!)}/backtest", new { from = parsed.GetValue(from), to = parsed.GetValue(to) }, ct);
            if (output.Json)
            {
                Output.WriteJson(result);
                return ExitCode.Ok;
            }

            Console.Out.WriteLine($"would have made {result.GetProperty("alerts").GetInt32():N0} alerts, {result.GetProperty("incidents").GetInt32():N0} incidents ({result.GetProperty("records").GetInt64():N0} records; {result.GetProperty("seconds").GetDouble():0.0} s)");
            output.Write(result.GetProperty("shown"),
                ("severity", r => Output.Plain(r.GetProperty("severity"))),
                ("alert", r => Output.Plain(r.GetProperty("title"))),
                ("events", r => Output.Plain(r.GetProperty("events"))),
                ("first", r => Output.Plain(r.GetProperty("firstSeen"))),
                ("entities", r => Output.Plain(r.GetProperty("entities"))));
            return ExitCode.Ok;
        });
    }

    private static Command RemovePack()
    {
        var name = new Argument<string>("PACK") { Description = "Name of the pack." };
        return new Command("remove", "Remove a pack of Sigma rules that 'matoi rules add' added; alerts that they raised stay.") { name }.WithSession(async (session, _, parsed, ct) =>
        {
            using var response = await session.Api.DeleteAsync(new Uri($"stream-rules/packs/{Uri.EscapeDataString(parsed.GetValue(name)!)}", UriKind.Relative), ct);
            await ApiProblemException.ThrowIfProblemAsync(response, ct);
            return ExitCode.Ok;
        });
    }

    /// <summary>Tells the first path that is not there; true when one is.</summary>
    internal static bool Missing(IEnumerable<string> paths)
    {
        if (paths.FirstOrDefault(p => !Path.Exists(p)) is not { } missing)
        {
            return false;
        }

        Console.Error.WriteLine($"file-not-found: there is no file or folder {missing}");
        return true;
    }

    internal static void Tell(IEnumerable<Model.Problem> problems)
    {
        foreach (var problem in problems)
        {
            Console.Error.WriteLine($"{problem.Code}: {problem.Message}");
        }
    }
}
