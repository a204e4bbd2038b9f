using System.CommandLine;

namespace Matoi.Server.Commands;

/// <summary><c>matoi alerts list|show</c>.</summary>
internal static class AlertsCommand
{
    public static Command Create() => new("alerts", "Look at alerts.") { List(), Show() };

    private static Command List()
    {
        var source = new Option<string?>("--source") { Description = "Source id." };
        var incident = new Option<int?>("--incident") { Description = "Incident number." };
        var take = new Option<int>("--take") { Description = "Rows at most (1000 is the most).", DefaultValueFactory = _ => 100 };
        return new Command("list", "List alerts, latest first.") { source, incident, take }.WithSession(async (session, output, parsed, ct) =>
        {
            var query = $"alerts?take={parsed.GetValue(take)}"
                + (parsed.GetValue(source) is { } s ? $"&source={Uri.EscapeDataString(s)}" : "")
                + (parsed.GetValue(incident) is { } i ? $"&incident={i}" : "");
            output.Write(await session.GetAsync(query, ct),
                ("id", r => Output.Plain(r.GetProperty("id"))),
                ("last seen", r => Output.Plain(r.GetProperty("lastSeen"))),
                ("severity", r => Output.Plain(r.GetProperty("severity"))),
                ("product", r => Output.Plain(r.GetProperty("product"))),
                ("alert", r => Output.Plain(r.GetProperty("title"))),
                ("count", r => Output.Plain(r.GetProperty("count"))));
            return ExitCode.Ok;
        });
    }

    private static Command Show()
    {
        var id = new Argument<Guid>("ID") { Description = "Alert id." };
        return new Command("show", "Show an alert with its entities and raw record.") { id }.WithSession(async (session, output, parsed, ct) =>
        {
            output.WriteObject(await session.GetAsync($"alerts/{parsed.GetValue(id)}", ct));
            return ExitCode.Ok;
        });
    }
}
