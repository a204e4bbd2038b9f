using System.CommandLine;
using Matoi.Model.Incidents;

namespace Matoi.Server.Commands;

/// <summary><c>matoi incidents …</c>: case work from the terminal.</summary>
internal static class IncidentsCommand
{
    internal static readonly Argument<int> Number = new("NUMBER") { Description = "Incident number." };

    public static Command Create() => new("incidents", "Work on incidents.")
    {
        List(), Show(), IncidentEdits.Create(), Assign(), IncidentEdits.Edit(), IncidentEdits.Task(), IncidentEdits.Note(), Close(), IncidentMoves.Reopen(), IncidentMoves.Merge(), IncidentMoves.Split(),
        IncidentMoves.Move(), IncidentMoves.Undo(), IncidentReads.Similar(), IncidentReads.Export(),
    };

    private static Command List()
    {
        var filter = new Option<string>("--filter") { Description = "Such as: sev:>=high owner:none tactic:TA0006 cloud:aws level:P1 sla:breached is:any WORDS. Default: open ones.", DefaultValueFactory = _ => "" };
        var take = new Option<int>("--take") { Description = "Rows at most (1000 is the most).", DefaultValueFactory = _ => 100 };
        return new Command("list", "List incidents, most urgent first.\nExample: matoi incidents list --filter \"sev:>=high owner:none\"") { filter, take }.WithSession(async (session, output, parsed, ct) =>
        {
            output.Write(await session.GetAsync($"incidents?take={parsed.GetValue(take)}&filter={Uri.EscapeDataString(parsed.GetValue(filter)!)}", ct),
                ("#", r => Output.Plain(r.GetProperty("number"))),
                ("priority", r => Output.Plain(r.GetProperty("priority"))),
                ("level", r => Output.Plain(r.GetProperty("level"))),
                ("severity", r => Output.Plain(r.GetProperty("severity"))),
                ("title", r => Output.Plain(r.GetProperty("title"))),
                ("clouds", r => Output.Plain(r.GetProperty("clouds"))),
                ("alerts", r => Output.Plain(r.GetProperty("alerts"))),
                ("owner", r => Output.Plain(r.GetProperty("owner"))),
                ("status", r => Output.Plain(r.GetProperty("status"))));
            output.Next("next: matoi incidents show NUMBER");
            return ExitCode.Ok;
        });
    }

    private static Command Show()
        => new Command("show", "Show an incident with its alerts and timeline.") { Number }.WithSession(async (session, output, parsed, ct) =>
        {
            var detail = await session.GetAsync($"incidents/{parsed.GetValue(Number)}", ct);
            if (output.Json)
            {
                Output.WriteJson(detail);
                return ExitCode.Ok;
            }

            output.WriteObject(detail.GetProperty("incident"));
            output.Write(detail.GetProperty("alerts"),
                ("first seen", r => Output.Plain(r.GetProperty("firstSeen"))),
                ("severity", r => Output.Plain(r.GetProperty("severity"))),
                ("product", r => Output.Plain(r.GetProperty("product"))),
                ("alert", r => Output.Plain(r.GetProperty("title"))),
                ("why grouped", r => Output.Plain(r.GetProperty("whyGrouped"))));
            output.Write(detail.GetProperty("tasks"),
                ("task", r => Output.Plain(r.GetProperty("title"))),
                ("status", r => Output.Plain(r.GetProperty("status"))),
                ("owner", r => Output.Plain(r.GetProperty("owner"))),
                ("due", r => Output.Plain(r.GetProperty("dueTime"))),
                ("id", r => Output.Plain(r.GetProperty("id"))));
            output.Write(detail.GetProperty("timeline"),
                ("when", r => Output.Plain(r.GetProperty("recordTime"))),
                ("who", r => Output.Plain(r.GetProperty("actor"))),
                ("what", r => Output.Plain(r.GetProperty("text"))),
                ("entry", r => Output.Plain(r.GetProperty("id"))));
            output.Next($"next: matoi incidents assign {parsed.GetValue(Number)} --to NAME");
            return ExitCode.Ok;
        });

    private static Command Assign()
    {
        var to = new Option<string>("--to") { Description = "User name; default: you.", DefaultValueFactory = _ => Environment.UserName };
        return new Command("assign", "Give an incident an owner; the first owner acknowledges it.") { Number, to }.WithSession(async (session, output, parsed, ct) =>
        {
            await session.PostAsync($"incidents/{parsed.GetValue(Number)}/assign", new { owner = parsed.GetValue(to) }, ct);
            return await ConfirmAsync(session, output, parsed, "next: matoi incidents close NUMBER --as TruePositive --comment \"…\"", ct);
        });
    }

    private static Command Close()
    {
        var classification = new Option<Classification>("--as") { Description = "TruePositive, BenignPositive, FalsePositive or Undetermined.", Required = true };
        var reason = new Option<ClassificationReason?>("--reason") { Description = "IncorrectAlertLogic or InaccurateData for FalsePositive; the others have one each." };
        var comment = new Option<string>("--comment") { Description = "What was found.", Required = true };
        return new Command("close", "Close an incident with a classification.") { Number, classification, reason, comment }.WithSession(async (session, output, parsed, ct) =>
        {
            await session.PostAsync($"incidents/{parsed.GetValue(Number)}/close",
                new { classification = parsed.GetValue(classification), reason = parsed.GetValue(reason), comment = parsed.GetValue(comment) }, ct);
            return await ConfirmAsync(session, output, parsed, "next: matoi incidents list", ct);
        });
    }

    internal static async Task<int> ConfirmAsync(Session session, Output output, ParseResult parsed, string next, CancellationToken ct)
    {
        output.WriteObject((await session.GetAsync($"incidents/{parsed.GetValue(Number)}", ct)).GetProperty("incident"));
        output.Next(next);
        return ExitCode.Ok;
    }
}
