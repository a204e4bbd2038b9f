using System.CommandLine;
using System.Text.Json;
using Matoi.Investigate.Hunting.Checks;
using Spectre.Console;

namespace Matoi.Server.Commands;

/// <summary><c>matoi kql check|explain|run-cases</c>: work on queries rather than with them.</summary>
internal static class KqlCommand
{
    public static Command Create() => new("kql", "Check queries, see what they become, compare recorded answers.") { Check(), Explain(), RunCases() };

    private static Command Check()
    {
        var paths = new Argument<string[]>("PATH") { Description = "YAML rules, .kql files, or folders with them.", Arity = ArgumentArity.OneOrMore };
        var rows = new Option<int>("--rows") { Description = "Synthetic rows in every table that a query names. Default: empty tables." };
        var strict = new Option<bool>("--strict") { Description = "A column that the published schema lacks is an error instead of null with a warning." };
        var command = new Command("check", "Read, bind and run queries on the published tables, empty or with synthetic rows. Needs no data folder; further schemas and functions are taken from the one of --data when it is there.\nExample: matoi kql check ./rules --rows 3") { paths, rows, strict };
        command.SetAction((parsed, ct) => Task.FromResult(Options.Guard(parsed, output =>
        {
            var missing = parsed.GetValue(paths)!.Where(p => !Path.Exists(p)).ToList();
            if (missing.Count > 0)
            {
                Console.Error.WriteLine($"file-not-found: there is no file or folder {missing[0]}");
                return ExitCode.Usage;
            }

            var data = Path.GetFullPath(parsed.GetValue(Options.Data)!);
            var report = CheckFiles.Run(
                new(parsed.GetValue(paths)!)
                {
                    Rows = parsed.GetValue(rows), Strict = parsed.GetValue(strict), Folder = Directory.Exists(data) ? data : null, Now = TimeProvider.System.GetUtcNow().UtcDateTime,
                    Filled = [.. MatoiHost.LoadCatalogue(new(data)).Tables],
                },
                ct);
            Write(output, report);
            return report.Failed.Count > 0 ? ExitCode.Failed : ExitCode.Ok;
        })));
        return command;
    }

    private static void Write(Output output, CheckReport report)
    {
        if (output.Json)
        {
            Output.WriteJson(report);
            return;
        }

        foreach (var failure in report.Failed)
        {
            Console.Out.WriteLine($"{failure.File}:{failure.Line}:{failure.Column}: {failure.Code} {failure.Message}");
        }

        output.Talk.MarkupLineInterpolated($"{report.Total} queries: {report.Parsed} read, {report.Bound} bound, {report.Executed} run; {report.Warnings.Count} warnings; {report.Seconds:0.0} s");
    }

    private static Command Explain()
    {
        var query = new Argument<string>("KQL") { Description = "The query, or - for stdin." };
        return new Command("explain", "Show a query's tree and the SQL it becomes.\nExample: matoi kql explain \"AWSCloudTrail | where EventName has 'Login' | count\"") { query }.WithSession(async (session, output, parsed, ct) =>
        {
            var answer = await session.PostAsync("kql/explain", new { text = HuntCommand.Text(parsed.GetValue(query)!) }, ct);
            if (output.Json)
            {
                Output.WriteJson(answer);
                return ExitCode.Ok;
            }

            Console.Out.WriteLine(answer.GetProperty("tree").GetString());
            Console.Out.WriteLine();
            Console.Out.WriteLine(answer.GetProperty("sql").GetString());
            foreach (var (value, i) in answer.GetProperty("parameters").EnumerateArray().Select((v, i) => (v, i)))
            {
                Console.Out.WriteLine($"-- ${i + 1} = {Output.Plain(value)}");
            }

            return ExitCode.Ok;
        });
    }

    private static Command RunCases()
    {
        var file = new Argument<string>("FILE") { Description = "One recorded case a line, as JSON." };
        var high = new Option<bool>("--only-high") { Description = "Documented cases only when they are deterministic and their confidence is high." };
        var command = new Command("run-cases", "Run recorded queries and compare the answers. Needs no data folder.\nExample: matoi kql run-cases cases.jsonl --json") { file, high };
        command.SetAction((parsed, ct) => Task.FromResult(Options.Guard(parsed, output =>
        {
            var report = RunRecordedCases.Run(parsed.GetValue(file)!, parsed.GetValue(high), TimeProvider.System.GetUtcNow().UtcDateTime, ct);
            if (output.Json)
            {
                Output.WriteJson(report);
            }
            else
            {
                foreach (var failing in report.Failing)
                {
                    Console.Out.WriteLine($"{failing.Id}: {JsonNamingPolicy.CamelCase.ConvertName($"{failing.Outcome}")}: {failing.Message}");
                }

                output.Talk.MarkupLineInterpolated($"{report.Total} cases: {report.Right} right, {report.Wrong} wrong, {report.Refused} refused, {report.Error} errors; {report.Seconds:0.0} s");
            }

            return report.Failing.Count > 0 ? ExitCode.Failed : ExitCode.Ok;
        })));
        return command;
    }
}
