using System.CommandLine;
using Matoi.Detect.Streaming;
using Spectre.Console;

namespace Matoi.Server.Commands;

/// <summary><c>matoi detect LOGS…</c>: what the rules would raise on files.</summary>
internal static class DetectCommand
{
    public static Command Create()
    {
        var logs = new Argument<string[]>("LOGS") { Description = "Log files, or folders with everything below.", Arity = ArgumentArity.OneOrMore };
        var shadow = new Option<bool>("--shadow") { Description = "Rules that only count their hits, too." };
        var command = new Command("detect", "Show log files to all live detection rules of the program, and list the alerts that they would raise. Needs no data folder and stores nothing.\nExample: matoi detect ./cloudtrail-export") { logs, shadow };
        command.SetAction((parsed, _) => Task.FromResult(Options.Guard(parsed, output =>
        {
            if (SigmaCommand.Missing(parsed.GetValue(logs)!))
            {
                return ExitCode.Usage;
            }

            var least = parsed.GetValue(shadow) ? StreamMode.Shadow : StreamMode.Live;
            var program = RuleLibrary.Shipped().Compile((pack, rule) => pack.ModeOf(rule) >= least);
            var result = DetectFiles.Run(program, MatoiHost.LoadCatalogue(new(Path.GetFullPath(parsed.GetValue(Options.Data)!))), parsed.GetValue(logs)!);
            SigmaCommand.Tell(result.Problems);
            if (output.Json)
            {
                Output.WriteJson(new { result.Events, result.Alerts });
            }
            else
            {
                foreach (var alert in result.Alerts)
                {
                    Console.Out.WriteLine($"{alert.FirstSeen:yyyy-MM-dd HH:mm:ssZ}  {alert.Severity,-13}  {alert.Title}  ({alert.EventIds.Count} events; {string.Join(", ", alert.Entities.Take(3))})");
                }

                output.Talk.MarkupLineInterpolated($"{result.Events:N0} events, {result.Alerts.Count:N0} alerts");
            }

            return result.Problems.Count > 0 ? ExitCode.Failed : ExitCode.Ok;
        })));
        return command;
    }
}
