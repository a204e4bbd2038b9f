using System.CommandLine;
using System.Text;
using System.Text.Json;

namespace Matoi.Server.Commands;

/// <summary><c>matoi watchlists list|add|show|remove</c>.</summary>
internal static class WatchlistsCommand
{
    private static readonly Argument<string> Alias = new("ALIAS") { Description = "Name by which queries call it: _GetWatchlist('ALIAS')." };

    public static Command Create() => new("watchlists", "Keep lists beside the logs for rules and hunts.") { List(), Add(), Show(), Remove() };

    private static Command List()
        => new Command("list", "List watchlists.").WithSession(async (session, output, _, ct) =>
        {
            output.Write(await session.GetAsync("watchlists", ct),
                ("alias", r => Output.Plain(r.GetProperty("alias"))),
                ("key", r => Output.Plain(r.GetProperty("key"))),
                ("rows", r => Output.Plain(r.GetProperty("rows"))),
                ("columns", r => Output.Plain(r.GetProperty("columns"))),
                ("updated", r => Output.Plain(r.GetProperty("updated"))),
                ("by", r => Output.Plain(r.GetProperty("updatedBy"))));
            return ExitCode.Ok;
        });

    private static Command Add()
    {
        var file = new Argument<string>("FILE") { Description = "CSV with a header line." };
        var key = new Option<string>("--key") { Description = "Column whose values are SearchKey.", Required = true };
        return new Command("add", "Store a CSV file as a watchlist, in place of one of the same alias.\nExample: matoi watchlists add VIPUsers vip.csv --key \"User Principal Name\"") { Alias, file, key }.WithSession(async (session, output, parsed, ct) =>
        {
            var path = parsed.GetValue(file)!;
            if (!File.Exists(path))
            {
                Console.Error.WriteLine($"file-not-found: there is no file {path}");
                return ExitCode.Usage;
            }

            using var content = new StringContent(await File.ReadAllTextAsync(path, ct), Encoding.UTF8, "text/csv");
            using var response = await session.Api.PutAsync(new Uri($"watchlists/{Uri.EscapeDataString(parsed.GetValue(Alias)!)}?key={Uri.EscapeDataString(parsed.GetValue(key)!)}", UriKind.Relative), content, ct);
            await ApiProblemException.ThrowIfProblemAsync(response, ct);
            output.WriteObject(await response.Content.ReadFromJsonAsync<JsonElement>(ct));
            output.Next($"next: matoi hunt \"_GetWatchlist('{parsed.GetValue(Alias)}') | take 5\"");
            return ExitCode.Ok;
        });
    }

    private static Command Show()
        => new Command("show", "Show a watchlist's first rows.") { Alias }.WithSession(async (session, output, parsed, ct) =>
        {
            var detail = await session.GetAsync($"watchlists/{Uri.EscapeDataString(parsed.GetValue(Alias)!)}", ct);
            if (output.Json)
            {
                Output.WriteJson(detail);
                return ExitCode.Ok;
            }

            output.WriteObject(detail.GetProperty("watchlist"));
            output.Write(detail.GetProperty("firstRows"), [.. detail.GetProperty("watchlist").GetProperty("columns").EnumerateArray()
                .Select((c, i) => (c.GetString()!, (Func<JsonElement, string>)(r => Output.Plain(r[i]))))]);
            return ExitCode.Ok;
        });

    private static Command Remove()
        => new Command("remove", "Remove a watchlist; queries that name it fail then.") { Alias }.WithSession(async (session, _, parsed, ct) =>
        {
            using var response = await session.Api.DeleteAsync(new Uri($"watchlists/{Uri.EscapeDataString(parsed.GetValue(Alias)!)}", UriKind.Relative), ct);
            await ApiProblemException.ThrowIfProblemAsync(response, ct);
            return ExitCode.Ok;
        });
}
