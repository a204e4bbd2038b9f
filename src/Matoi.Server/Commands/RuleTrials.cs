using System.CommandLine;
using System.Text.Json;

namespace Matoi.Server.Commands;

/// <summary><c>matoi rules test</c> and <c>matoi rules backtest</c>: what a rule would do, without anything coming of it.</summary>
internal static class RuleTrials
{
    private static readonly Option<string?> From = new("--from") { Description = "Start of the range: 2026-11-01T08:00:00Z, or back from now as 7d, 12h, 90m." };
    private static readonly Option<string?> To = new("--to") { Description = "End of the range, written the same way." };

    public static Command Test()
    {
        var what = new Argument<string>("PATH|ID") { Description = "A rule file, a folder of them, or the id of a stored rule." };
        return new Command("test", "Check a rule, run its own tests:, and run it on what is stored without raising anything. Exit code 1 when something is wrong.\nExample: matoi rules test ./my-rule.yaml --from 7d") { what, From, To }
            .WithSession((session, output, parsed, ct) => TestAsync(session, output, parsed, parsed.GetValue(what)!, ct));
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

    private static async Task<int> TestAsync(Session session, Output output, ParseResult parsed, string what, CancellationToken ct)
    {
        var range = (From: parsed.GetValue(From), To: parsed.GetValue(To));
        var results = new List<JsonElement>();
        if (!File.Exists(what) && !Directory.Exists(what))
        {
            results.AddRange((await session.PostAsync("rules/test", new { id = what, from = range.From, to = range.To }, ct)).EnumerateArray());
        }

        foreach (var file in results.Count > 0 ? [] : RulesCommand.Files([what]))
        {
            results.AddRange((await session.PostAsync("rules/test", new { file, text = await File.ReadAllTextAsync(file, ct), from = range.From, to = range.To }, ct)).EnumerateArray());
        }

        if (output.Json)
        {
            Output.WriteJson(results);
        }
        else
        {
            results.ForEach(result => Show(result, output, results.Count == 1));
        }

        return results.TrueForAll(r => r.GetProperty("passed").GetBoolean()) ? ExitCode.Ok : ExitCode.Failed;
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
