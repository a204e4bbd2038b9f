using System.CommandLine;
using Matoi.Security;

namespace Matoi.Server.Commands;

/// <summary><c>matoi tokens create|list|delete</c>: tokens for machines.</summary>
internal static class TokensCommand
{
    public static Command Create() => new("tokens", "Manage tokens for machines; an Ingest token can send logs and nothing else.") { New(), List(), Delete() };

    private static Command New()
    {
        var name = new Argument<string>("NAME") { Description = "What people call it." };
        var scope = new Option<TokenScope>("--scope") { Description = "Ingest or Full.", DefaultValueFactory = _ => TokenScope.Ingest };
        var days = new Option<int?>("--days") { Description = "Days until it expires; default: never." };
        return new Command("create", "Create a token and show it, this once.\nExample: matoi tokens create eventbridge --days 365") { name, scope, days }.WithSession(async (session, output, parsed, ct) =>
        {
            output.WriteObject(await session.PostAsync("tokens", new { name = parsed.GetValue(name), scope = parsed.GetValue(scope), days = parsed.GetValue(days) }, ct));
            return ExitCode.Ok;
        });
    }

    private static Command List()
        => new Command("list", "List tokens; the tokens themselves are not kept.").WithSession(async (session, output, _, ct) =>
        {
            output.Write(await session.GetAsync("tokens", ct),
                ("id", r => Output.Plain(r.GetProperty("id"))),
                ("name", r => Output.Plain(r.GetProperty("name"))),
                ("scope", r => Output.Plain(r.GetProperty("scope"))),
                ("created", r => Output.Plain(r.GetProperty("createdTime"))),
                ("expires", r => Output.Plain(r.GetProperty("expiresTime"))),
                ("last used", r => Output.Plain(r.GetProperty("lastUsedTime"))));
            return ExitCode.Ok;
        });

    private static Command Delete()
    {
        var id = new Argument<Guid>("ID") { Description = "Token id." };
        return new Command("delete", "Delete a token; it stops working at once.") { id }.WithSession(async (session, _, parsed, ct) =>
        {
            using var response = await session.Api.DeleteAsync(new Uri($"tokens/{parsed.GetValue(id)}", UriKind.Relative), ct);
            await ApiProblemException.ThrowIfProblemAsync(response, ct);
            return ExitCode.Ok;
        });
    }
}
