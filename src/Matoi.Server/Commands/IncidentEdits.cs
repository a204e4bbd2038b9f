using System.CommandLine;
using Matoi.Model;
using Matoi.Model.Entities;
using Matoi.Model.Incidents;

namespace Matoi.Server.Commands;

/// <summary><c>matoi incidents create|edit|task|note</c>.</summary>
internal static class IncidentEdits
{
    private static readonly Option<string?> Summary = new("--summary") { Description = "What happened, in Markdown." };
    private static readonly Option<string[]> Label = new("--label") { Description = "Label to add; may be repeated." };
    private static readonly Option<Tlp?> TlpLevel = new("--tlp") { Description = "Clear, Green, Amber, AmberStrict or Red." };
    private static readonly Option<Pap?> PapLevel = new("--pap") { Description = "Clear, Green, Amber or Red." };
    private static readonly Option<string[]> Restrict = new("--restrict") { Description = "User who may see it, and nobody else; may be repeated. You are always one of them." };
    private static readonly Option<string?> Owner = new("--owner") { Description = "User name." };
    private static readonly Option<DateTimeOffset?> Due = new("--due") { Description = "When it must be done: 2026-03-02T12:00:00Z." };
    private static readonly Option<int?> Order = new("--order") { Description = "Place in the list." };

    public static Command Create()
    {
        var title = new Argument<string>("TITLE") { Description = "One sentence: what happened." };
        var severity = new Option<Severity>("--severity") { Description = "Informational, Low, Medium, High, Critical or Fatal.", DefaultValueFactory = _ => Severity.Medium };
        var entity = new Option<string[]>("--entity") { Description = "What it is about, as TYPE=NAME: IP=203.0.113.9, Account=alice@example.com; may be repeated." };
        var alert = new Option<Guid[]>("--alert") { Description = "Id of an alert to put into it; may be repeated." };
        entity.Validators.Add(result =>
        {
            foreach (var bad in result.Tokens.Select(t => t.Value).Where(t => Parse(t) is null))
            {
                result.AddError($"'{bad}' is no TYPE=NAME; types are {string.Join(", ", Enum.GetNames<EntityType>())}");
            }
        });
        return new Command("create", "Open an incident by hand.\nExample: matoi incidents create \"Laptop lost\" --severity High --entity Host=lt-42") { title, severity, Summary, Owner, Label, TlpLevel, PapLevel, Restrict, entity, alert }.WithSession(async (session, output, parsed, ct) =>
        {
            var body = new
            {
                title = parsed.GetValue(title),
                severity = parsed.GetValue(severity),
                summary = parsed.GetValue(Summary),
                owner = parsed.GetValue(Owner),
                labels = parsed.GetValue(Label),
                tlp = parsed.GetValue(TlpLevel),
                pap = parsed.GetValue(PapLevel),
                restrictedTo = Some(parsed.GetValue(Restrict)),
                alerts = parsed.GetValue(alert),
                entities = (parsed.GetValue(entity) ?? []).Select(Parse).Select(e => new { type = e!.Value.Type, name = e.Value.Name }),
            };
            output.WriteObject(await session.PostAsync("incidents", body, ct));
            output.Next("next: matoi incidents task add NUMBER \"…\"");
            return ExitCode.Ok;
        });
    }

    public static Command Edit()
    {
        var title = new Option<string?>("--title") { Description = "One sentence." };
        var severity = new Option<Severity?>("--severity") { Description = "Needs --why." };
        var why = new Option<string?>("--why") { Description = "Why the severity changes." };
        var unlabel = new Option<string[]>("--unlabel") { Description = "Label to take away; may be repeated." };
        var role = new Option<string[]>("--role") { Description = "ROLE=NAME with Commander, Investigator, Scribe or Liaison; an empty name takes it away." };
        var field = new Option<string[]>("--field") { Description = "Custom field as NAME=VALUE; may be repeated." };
        var ticket = new Option<string[]>("--ticket") { Description = "All tickets, each as KEY or KEY=URL." };
        var clear = new Option<string[]>("--clear") { Description = "Set back: title, summary, severity, tlp, pap, restrictedTo." };
        var version = new Option<int?>("--if-version") { Description = "The version you read: what others changed since in the same field is a conflict." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would change." };
        return new Command("edit", "Edit an incident, field by field.\nExample: matoi incidents edit 7 --severity Critical --why \"root key\" --label vip") { IncidentsCommand.Number, title, Summary, severity, why, Label, unlabel, TlpLevel, PapLevel, role, field, ticket, Restrict, clear, version, dryRun }
            .WithSession(async (session, output, parsed, ct) =>
            {
                var body = new
                {
                    title = parsed.GetValue(title),
                    summary = parsed.GetValue(Summary),
                    severity = parsed.GetValue(severity),
                    why = parsed.GetValue(why),
                    addLabels = parsed.GetValue(Label),
                    removeLabels = parsed.GetValue(unlabel),
                    tlp = parsed.GetValue(TlpLevel),
                    pap = parsed.GetValue(PapLevel),
                    roles = Pairs(parsed.GetValue(role)),
                    customFields = Pairs(parsed.GetValue(field)),
                    tickets = Some(parsed.GetValue(ticket))?.Select(t => t.Split('=', 2)).Select(t => new Ticket(t[0], t.Length > 1 ? t[1] : null)),
                    restrictedTo = Some(parsed.GetValue(Restrict)),
                    clear = parsed.GetValue(clear),
                };
                var path = $"incidents/{parsed.GetValue(IncidentsCommand.Number)}{(parsed.GetValue(dryRun) ? "?dryRun=true" : "")}";
                output.WriteObject(await session.PatchAsync(path, body, parsed.GetValue(version), ct));
                return ExitCode.Ok;
            });
    }

    public static Command Task()
    {
        var title = new Argument<string>("TITLE") { Description = "What to do." };
        var id = new Argument<Guid>("TASK") { Description = "Id of the task." };
        var status = new Option<TaskProgress?>("--status") { Description = "ToDo, InProgress, Done or Cancelled." };
        var all = new Option<bool>("--all") { Description = "Also those that are done or cancelled." };
        var add = new Command("add", "Add a task.") { IncidentsCommand.Number, title, Owner, Due, Order }.WithSession(async (session, output, parsed, ct) =>
        {
            output.WriteObject(await session.PostAsync($"incidents/{parsed.GetValue(IncidentsCommand.Number)}/tasks",
                new { title = parsed.GetValue(title), owner = parsed.GetValue(Owner), dueTime = parsed.GetValue(Due), order = parsed.GetValue(Order) }, ct));
            output.Next("next: matoi incidents task set TASK --status Done");
            return ExitCode.Ok;
        });
        var set = new Command("set", "Change a task.") { id, status, Owner, Due, Order }.WithSession(async (session, output, parsed, ct) =>
        {
            output.WriteObject(await session.PatchAsync($"tasks/{parsed.GetValue(id)}",
                new { status = parsed.GetValue(status), owner = parsed.GetValue(Owner), dueTime = parsed.GetValue(Due), order = parsed.GetValue(Order) }, null, ct));
            return ExitCode.Ok;
        });
        var list = new Command("list", "List tasks over all incidents, soonest due first.") { Owner, all }.WithSession(async (session, output, parsed, ct) =>
        {
            var owner = parsed.GetValue(Owner) is { } name ? $"&owner={Uri.EscapeDataString(name)}" : "";
            output.Write(await session.GetAsync($"tasks?open={(parsed.GetValue(all) ? "false" : "true")}{owner}", ct),
                ("#", r => Output.Plain(r.GetProperty("incident"))),
                ("task", r => Output.Plain(r.GetProperty("task").GetProperty("title"))),
                ("status", r => Output.Plain(r.GetProperty("task").GetProperty("status"))),
                ("owner", r => Output.Plain(r.GetProperty("task").GetProperty("owner"))),
                ("due", r => Output.Plain(r.GetProperty("task").GetProperty("dueTime"))),
                ("id", r => Output.Plain(r.GetProperty("task").GetProperty("id"))));
            return ExitCode.Ok;
        });
        return new Command("task", "Work on the tasks of incidents.") { add, set, list };
    }

    public static Command Note()
    {
        var text = new Argument<string>("TEXT") { Description = "Markdown; @name mentions a user." };
        var title = new Option<string?>("--title") { Description = "Heading." };
        var note = new Option<Guid?>("--note") { Description = "Id of a note to change; default: a new one." };
        var version = new Option<int?>("--if-version") { Description = "Version of that note that you read." };
        return new Command("note", "Write a note.") { IncidentsCommand.Number, text, title, note, version }.WithSession(async (session, output, parsed, ct) =>
        {
            output.WriteObject(await session.PostAsync($"incidents/{parsed.GetValue(IncidentsCommand.Number)}/notes",
                new { text = parsed.GetValue(text), title = parsed.GetValue(title), note = parsed.GetValue(note), version = parsed.GetValue(version) }, ct));
            return ExitCode.Ok;
        });
    }

    private static (EntityType Type, string Name)? Parse(string text)
        => text.Split('=', 2) is [var type, { Length: > 0 } name] && type.All(char.IsAsciiLetter) && Enum.TryParse<EntityType>(type, true, out var known) ? (known, name) : null;

    private static T[]? Some<T>(T[]? values) => values is { Length: > 0 } ? values : null;

    private static Dictionary<string, string?>? Pairs(string[]? pairs)
        => Some(pairs)?.Select(p => p.Split('=', 2)).DistinctBy(p => p[0]).ToDictionary(p => p[0], p => p.Length > 1 ? p[1] : null);
}
