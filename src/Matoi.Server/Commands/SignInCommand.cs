using System.CommandLine;

namespace Matoi.Server.Commands;

/// <summary><c>matoi signin</c>: a one-time link for somebody who is locked out.</summary>
internal static class SignInCommand
{
    public static Command Create()
    {
        var user = new Option<string>("--user") { Description = "Account.", DefaultValueFactory = _ => Security.Users.Administrator };
        return new Command("signin", "Print a one-time sign-in path for an account, good for an hour.") { user }.WithSession(async (session, output, parsed, ct) =>
        {
            output.WriteObject(await session.PostAsync("signin-links", new { user = parsed.GetValue(user) }, ct));
            return ExitCode.Ok;
        });
    }
}
