using System.CommandLine;

namespace Matoi.Server.Commands;

/// <summary><c>matoi rejected list|retry</c>: what could not be read.</summary>
internal static class RejectedCommand
{
    public static Command Create() => new("rejected", "Look at records that could not be read, and read them again.") { List(), Retry() };

    private static Command List()
    {
        var take = new Option<int>("--take") { Description = "Rows at most (1000 is the most).", DefaultValueFactory = _ => 100 };
        return new Command("list", "List rejected records, newest first.") { take }.WithSession(async (session, output, parsed, ct) =>
        {
            output.Write(await session.GetAsync($"rejected?take={parsed.GetValue(take)}", ct),
                ("id", r => Output.Plain(r.GetProperty("id"))),
                ("source", r => Output.Plain(r.GetProperty("source"))),
                ("input", r => Output.Plain(r.GetProperty("input"))),
                ("offset", r => Output.Plain(r.GetProperty("offset"))),
                ("code", r => Output.Plain(r.GetProperty("code"))),
                ("reason", r => Output.Plain(r.GetProperty("message"))));
            output.Next("after a fix: matoi rejected retry");
            return ExitCode.Ok;
        });
    }

    private static Command Retry()
    {
        var id = new Argument<Guid?>("ID") { Description = "One record; default: all.", Arity = ArgumentArity.ZeroOrOne };
        var source = new Option<string?>("--source") { Description = "Read them as this source, whatever they look like." };
        return new Command("retry", "Read rejected records again; those that are read leave the list. Exit code 3 when some are still rejected.") { id, source }.WithSession(async (session, output, parsed, ct) =>
        {
            var result = await session.PostAsync("rejected/retry", new { id = parsed.GetValue(id), source = parsed.GetValue(source) }, ct);
            output.WriteObject(result);
            return result.GetProperty("rejected").GetInt32() > 0 ? ExitCode.Rejected : ExitCode.Ok;
        });
    }
}
