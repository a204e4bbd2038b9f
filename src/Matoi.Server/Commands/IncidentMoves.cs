using System.CommandLine;

namespace Matoi.Server.Commands;

/// <summary><c>matoi incidents merge|split|move|reopen|undo</c>.</summary>
internal static class IncidentMoves
{
    private static readonly Option<string?> Why = new("--why") { Description = "Why; stands in the timeline." };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Only say what would come of it." };

    public static Command Merge()
    {
        var numbers = new Argument<int[]>("NUMBERS") { Description = "Two incidents or more.", Arity = ArgumentArity.OneOrMore };
        var into = new Option<int?>("--into") { Description = "The one that stays. Default: the lowest number." };
        return new Command("merge", "Make one incident of several; the others are closed and point to it.\nExample: matoi incidents merge 4 7 9 --why \"one attacker\"") { numbers, into, Why, DryRun }.WithSession(async (session, output, parsed, ct) =>
        {
            var result = await session.PostAsync("incidents/merge",
                new { numbers = parsed.GetValue(numbers), into = parsed.GetValue(into), why = parsed.GetValue(Why), dryRun = parsed.GetValue(DryRun) }, ct);
            return Tell(output, result, "into", "items");
        });
    }

    public static Command Split()
    {
        var alerts = new Argument<Guid[]>("ALERTS") { Description = "Ids of the alerts that leave.", Arity = ArgumentArity.OneOrMore };
        var title = new Option<string?>("--title") { Description = "Title of the new incident." };
        return new Command("split", "Take alerts out of an incident into a new one; what had joined them weighs less from then on.") { IncidentsCommand.Number, alerts, title, Why, DryRun }.WithSession(async (session, output, parsed, ct) =>
        {
            var result = await session.PostAsync($"incidents/{parsed.GetValue(IncidentsCommand.Number)}/split",
                new { alerts = parsed.GetValue(alerts), title = parsed.GetValue(title), why = parsed.GetValue(Why), dryRun = parsed.GetValue(DryRun) }, ct);
            return Tell(output, result, "incident", null);
        });
    }

    public static Command Move()
    {
        var alerts = new Argument<Guid[]>("ALERTS") { Description = "Ids of alerts, of any incident or of none.", Arity = ArgumentArity.OneOrMore };
        var to = new Option<int>("--to") { Description = "Incident that they go to.", Required = true };
        return new Command("move", "Move alerts to another incident.") { alerts, to, Why, DryRun }.WithSession(async (session, output, parsed, ct) =>
        {
            var result = await session.PostAsync("alerts/move",
                new { alerts = parsed.GetValue(alerts), to = parsed.GetValue(to), why = parsed.GetValue(Why), dryRun = parsed.GetValue(DryRun) }, ct);
            return Tell(output, result, "to", "items");
        });
    }

    public static Command Reopen()
        => new Command("reopen", "Open a closed incident again.") { IncidentsCommand.Number, Why }.WithSession(async (session, output, parsed, ct) =>
        {
            await session.PostAsync($"incidents/{parsed.GetValue(IncidentsCommand.Number)}/reopen", new { why = parsed.GetValue(Why) }, ct);
            return await IncidentsCommand.ConfirmAsync(session, output, parsed, "next: matoi incidents show NUMBER", ct);
        });

    public static Command Undo()
    {
        var entry = new Argument<Guid>("ENTRY") { Description = "Id of the timeline entry; 'incidents show' lists them." };
        return new Command("undo", "Undo a merge, split, move, assignment, closing or edit by its timeline entry.") { entry, Why, DryRun }.WithSession(async (session, output, parsed, ct) =>
        {
            var result = await session.PostAsync($"timeline/{parsed.GetValue(entry)}/undo", new { why = parsed.GetValue(Why), dryRun = parsed.GetValue(DryRun) }, ct);
            if (output.Json)
            {
                Output.WriteJson(result);
                return ExitCode.Ok;
            }

            output.Write(result.GetProperty("incidents"), ("#", r => Output.Plain(r.GetProperty("number"))), ("status", r => Output.Plain(r.GetProperty("status"))),
                ("alerts", r => Output.Plain(r.GetProperty("alerts"))), ("title", r => Output.Plain(r.GetProperty("title"))));
            output.Next(result.GetProperty("changed").GetBoolean() ? $"next: matoi incidents undo {Output.Plain(result.GetProperty("entry"))} takes this back" : "it had been undone before");
            return ExitCode.Ok;
        });
    }

    private static int Tell(Output output, System.Text.Json.JsonElement result, string incident, string? items)
    {
        if (output.Json)
        {
            Output.WriteJson(result);
            return ExitCode.Ok;
        }

        if (items is not null)
        {
            output.Write(result.GetProperty(items),
                ("what", r => Output.Plain(r.TryGetProperty("number", out var number) ? number : r.GetProperty("alert"))),
                ("done", r => Output.Plain(r.GetProperty("done"))),
                ("why not", r => r.GetProperty("problem") is { ValueKind: System.Text.Json.JsonValueKind.Object } problem ? Output.Plain(problem.GetProperty("message")) : ""),
                ("undo with", r => Output.Plain(r.GetProperty("entry"))));
        }

        output.WriteObject(result.GetProperty(incident));
        output.Next(result.GetProperty("dryRun").GetBoolean() ? "nothing was changed; leave out --dry-run to do it" : "next: matoi incidents undo ENTRY takes it back");
        return ExitCode.Ok;
    }
}
