using System.CommandLine;
using Matoi.Detect.Correlate.Files;
using Matoi.Detect.Correlate.Identity;
using Spectre.Console;

namespace Matoi.Server.Commands;

/// <summary><c>matoi correlate FILE</c>: which alerts of a file belong together.</summary>
internal static class CorrelateCommand
{
    private const int MostShown = 20;

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "Alerts as JSON, one a line; - reads stdin." };
        var command = new Command("correlate", "Give the alerts of a file their incidents, and say why. Reads identities.yaml of the data folder, if there is one, and stores nothing.\nExample: matoi correlate alerts.jsonl --json") { file };
        command.SetAction((parsed, _) => Task.FromResult(Options.Guard(parsed, output =>
        {
            var path = parsed.GetValue(file)!;
            if (path != "-" && !File.Exists(path))
            {
                Console.Error.WriteLine($"file-not-found: there is no file {path}");
                return ExitCode.Usage;
            }

            var (aliases, told) = IdentityAliases.Read(Path.Combine(Path.GetFullPath(parsed.GetValue(Options.Data)!), IdentityAliases.FileName));
            using var lines = path == "-" ? Console.In : new StreamReader(path);
            var result = CorrelateFile.Run(lines, path, aliases);
            SigmaCommand.Tell([.. told, .. result.Problems]);
            Write(output, result);
            return told.Count + result.Problems.Count > 0 ? ExitCode.Rejected : ExitCode.Ok;
        })));
        return command;
    }

    private static void Write(Output output, CorrelateFile.Result result)
    {
        if (output.Json)
        {
            Output.WriteJson(new { result.Alerts, result.Incidents, result.Seconds });
            return;
        }

        foreach (var incident in result.Incidents.OrderByDescending(i => i.Alerts.Count).Take(MostShown))
        {
            Console.Out.WriteLine($"{incident.Alerts.Count,6} alerts from {incident.Alerts[0]}");
            foreach (var why in incident.Why.Take(3))
            {
                Console.Out.WriteLine($"         {why.Alert}: shares {string.Join(", ", why.Shared.Take(3).Select(s => s.Name))}, {why.MinutesApart} min apart ({why.Score:P0})");
            }
        }

        output.Talk.MarkupLineInterpolated($"{result.Alerts:N0} alerts, {result.Incidents.Count:N0} incidents, {result.Seconds:0.0} s");
    }
}
