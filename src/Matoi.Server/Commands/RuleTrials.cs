using System.CommandLine;
using System.Text.Json;
using Matoi.Sigma.Reading;

namespace Matoi.Server.Commands;

/// <summary><c>matoi rules test</c> and <c>matoi rules backtest</c>: what a rule would do, without anything coming of it.</summary>
internal static class RuleTrials
{
    private static readonly Option<string?> From = new("--from") { Description = "Start of the range: 2026-11-01T08:00:00Z, or back from now as 7d, 12h, 90m." };
    private static readonly Option<string?> To = new("--to") { Description = "End of the range, written the same way." };

    public static Command Test()
    {
        var what = new Argument<string[]>("PATH|ID") { Description = "Rule files, folders of them, or the id of a stored analytics rule.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("test", "Check rules and run their own tests:. An analytics rule is also run on what is stored, without raising anything. Exit code 1 when something is wrong.\nExample: matoi rules test ./my-rule.yaml --from 7d") { what, From, To };
        command.SetAction(async (parsed, ct) =>
        {
            var output = new Output(parsed.GetValue(Options.Json));
            return await Options.GuardAsync(output, () => TestAsync(output, parsed, parsed.GetValue(what)!, ct));
        });
        return command;
    }

    public static Command BackTest(Argument<string> id)
        => new Command("backtest", "Replay every run that a rule would have had in a past range (default: the last 7 days), and count the alerts and incidents that would have come of it.\nExample: matoi rules backtest ID --from 30d") { id, From, To }
            .WithSession(async (session, output, parsed, ct) =>
            {
                var result = await session.PostAsync($"rules/{Uri.EscapeDataString(parsed.GetValue(id)!)}/backtest", new { from = parsed.GetValue(From), to = parsed.GetValue(To) }, ct);
                if (output.Json)
                {
                    Output.WriteJson(result);
                }
                else
                {
                    Show(output, result);
                }

                return result.GetProperty("failed").GetInt32() > 0 ? ExitCode.Failed : ExitCode.Ok;
            });

    private static async Task<int> TestAsync(Output output, ParseResult parsed, string[] what, CancellationToken ct)
    {
        var files = RulesCommand.Files(what.Where(Path.Exists)).Select(path => (Path: path, Text: File.ReadAllText(path))).ToList();
        var sigma = files.Where(f => SigmaPack.IsSigma(f.Text)).ToList();
        var report = new TestReport();
        if (sigma.Count > 0)
        {
            report.Add(SigmaReader.Read(sigma));
        }

        if (what.All(Path.Exists) && sigma.Count == files.Count)
        {
            return report.Write(output);
        }

        var range = (From: parsed.GetValue(From), To: parsed.GetValue(To));
        var results = new List<JsonElement>();
        await using var session = await Session.OpenAsync(parsed.GetValue(Options.Data)!, ct);
        foreach (var id in what.Where(w => !Path.Exists(w)))
        {
            results.AddRange((await session.PostAsync("rules/test", new { id, from = range.From, to = range.To }, ct)).EnumerateArray());
        }

        foreach (var (file, text) in files.Except(sigma))
        {
            results.AddRange((await session.PostAsync("rules/test", new { file, text, from = range.From, to = range.To }, ct)).EnumerateArray());
        }

        results.ForEach(report.Add);
        foreach (var result in output.Json ? [] : results)
        {
            Show(result, output, results.Count == 1);
        }

        return report.Write(output);
    }

    private static void Show(JsonElement result, Output output, bool alone)
    {
        Console.Out.WriteLine($"{(result.GetProperty("passed").GetBoolean() ? "ok  " : "BAD ")}  {result.GetProperty("name").GetString()}{Ran(result)}");
        RulesCommand.Tell(output, result.GetProperty("problems"), result.GetProperty("warnings"));
        foreach (var test in result.GetProperty("tests").EnumerateArray())
        {
            Console.Out.WriteLine($"      {(test.GetProperty("passed").GetBoolean() ? "passed" : "FAILED")}  {test.GetProperty("name").GetString()}{(test.GetProperty("message").GetString() is { } message ? $": {message}" : "")}");
        }

        if (alone && result.GetProperty("alerts") is { ValueKind: JsonValueKind.Array } alerts && alerts.GetArrayLength() > 0)
        {
            output.Write(alerts,
                ("severity", r => Output.Plain(r.GetProperty("severity"))),
                ("alert it would raise", r => Output.Plain(r.GetProperty("title"))),
                ("rows", r => Output.Plain(r.GetProperty("rows"))),
                ("entities", r => Output.Plain(r.GetProperty("entities"))));
        }
    }

    private static string Ran(JsonElement result)
        => result.GetProperty("content").GetString() != "Rule" ? $"  ({result.GetProperty("content").GetString()}: no analytics rule)"
            : result.GetProperty("alerts") is not { ValueKind: JsonValueKind.Array } alerts ? ""
            : $"  {result.GetProperty("rows").GetInt32():N0} rows, {alerts.GetArrayLength()} alerts, {result.GetProperty("milliseconds").GetInt64()} ms";

    private static void Show(Output output, JsonElement result)
    {
        Console.Out.WriteLine($"would have made {Number(result, "alerts")} alerts, {Number(result, "incidents")} incidents "
            + $"({Number(result, "runs")} runs, {Number(result, "rows")} rows, {Number(result, "repeated")} known already; {result.GetProperty("seconds").GetDouble():0.0} s)");
        if (result.GetProperty("message").GetString() is { } message)
        {
            Console.Error.WriteLine($"rule-query: {Number(result, "failed")} runs failed; the first said: {message}");
        }

        output.Write(result.GetProperty("groups"),
            ("severity", r => Output.Plain(r.GetProperty("severity"))),
            ("incident", r => Output.Plain(r.GetProperty("title"))),
            ("alerts", r => Output.Plain(r.GetProperty("alerts"))),
            ("first", r => Output.Plain(r.GetProperty("firstSeen"))),
            ("last", r => Output.Plain(r.GetProperty("lastSeen"))),
            ("entities", r => Output.Plain(r.GetProperty("entities"))));
        output.Next($"next: matoi rules enable {result.GetProperty("ruleId").GetString()}");
    }

    private static string Number(JsonElement result, string name) => $"{result.GetProperty(name).GetInt64():N0}";
}
