using System.CommandLine;

namespace Matoi.Server.Commands;

/// <summary><c>matoi sources</c>: what can be read, and how each source is doing.</summary>
internal static class SourcesCommand
{
    public static Command Create()
        => new Command("sources", "List sources: what they read, when they last sent, what was refused.").WithSession(async (session, output, _, ct) =>
        {
            output.Write(await session.GetAsync("sources", ct),
                ("source", r => Output.Plain(r.GetProperty("id"))),
                ("product", r => Output.Plain(r.GetProperty("product"))),
                ("state", r => Output.Plain(r.GetProperty("state"))),
                ("last event", r => Output.Plain(r.GetProperty("lastEvent"))),
                ("read", r => Output.Plain(r.GetProperty("read"))),
                ("rejected", r => Output.Plain(r.GetProperty("rejected"))),
                ("tables", r => Output.Plain(r.GetProperty("tables"))));
            return ExitCode.Ok;
        });
}
