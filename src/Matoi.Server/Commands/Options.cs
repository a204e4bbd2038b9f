using System.CommandLine;

namespace Matoi.Server.Commands;

/// <summary>Options that every command takes.</summary>
internal static class Options
{
    /// <summary>The data folder.</summary>
    public static Option<string> Data { get; } = new("--data")
    {
        Description = "Data folder. Default: $MATOI_DATA, else ./matoi-data (with --demo ./matoi-data/demo).",
        Recursive = true,
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("MATOI_DATA") ?? "matoi-data",
    };

    /// <summary>JSON instead of tables.</summary>
    public static Option<bool> Json { get; } = new("--json") { Description = "JSON on stdout; also when stdout is no terminal.", Recursive = true };

    /// <summary>A command that talks to the data folder, with its problems told on stderr.</summary>
    public static Command WithSession(this Command command, Func<Session, Output, ParseResult, CancellationToken, Task<int>> run)
    {
        command.SetAction(async (parsed, ct) =>
        {
            var output = new Output(parsed.GetValue(Json));
            return await GuardAsync(output, async () =>
            {
                await using var session = await Session.OpenAsync(parsed.GetValue(Data)!, ct);
                return await run(session, output, parsed, ct);
            });
        });
        return command;
    }

    /// <summary>Runs a command that needs no data folder, with its problems told on stderr.</summary>
    public static int Guard(ParseResult parsed, Func<Output, int> run)
    {
        try
        {
            return run(new Output(parsed.GetValue(Json)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"file-unreadable: {e.Message}");
            return ExitCode.Failed;
        }
    }

    /// <summary>Runs a command and turns expected failures into a sentence and an exit code.</summary>
    public static async Task<int> GuardAsync(Output output, Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (ApiProblemException e)
        {
            Console.Error.WriteLine($"{e.Code}: {e.Message}");
            return e.Code.EndsWith("-not-found", StringComparison.Ordinal) ? ExitCode.Usage : ExitCode.Failed;
        }
        catch (HttpRequestException e)
        {
            Console.Error.WriteLine($"server-unreachable: the process that holds the data folder does not answer ({e.Message}); run 'matoi doctor'");
            return ExitCode.Failed;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"data-folder: {e.Message}");
            return ExitCode.Failed;
        }
    }
}
