using System.CommandLine;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Matoi.Server.Commands;

/// <summary><c>matoi hunt "KQL"</c>.</summary>
internal static class HuntCommand
{
    private static readonly string[] Formats = ["table", "json", "csv", "parquet"];

    public static Command Create()
    {
        var query = new Argument<string>("KQL") { Description = "The query, or - for stdin." };
        var from = new Option<string?>("--from") { Description = "Start of the range: 2026-11-01T08:00:00Z, or back from now as 7d, 12h, 90m. Default: everything." };
        var to = new Option<string?>("--to") { Description = "End of the range, written the same way. Default: none." };
        var format = new Option<string?>("--format") { Description = "table, json, csv or parquet. Default: table at a terminal, else json." };
        format.AcceptOnlyFromAmong(Formats);
        var file = new Option<string?>("--out") { Description = "File to write to instead of stdout; parquet needs one." };
        var rows = new Option<int>("--max-rows") { Description = "Rows at most (500000 is the most).", DefaultValueFactory = _ => 500_000 };
        return new Command("hunt", "Run a KQL query over the stored logs.\nExample: matoi hunt \"AWSCloudTrail | where EventName == 'ConsoleLogin' | summarize count() by UserIdentityArn\" --from 7d") { query, from, to, format, file, rows }
            .WithSession(async (session, output, parsed, ct) =>
            {
                var chosen = parsed.GetValue(format) ?? (output.Json ? "json" : "table");
                var path = parsed.GetValue(file);
                if (chosen == "parquet" && path is null)
                {
                    Console.Error.WriteLine("out-missing: Parquet is no text; name a file with --out");
                    return ExitCode.Usage;
                }

                var request = new { text = Text(parsed.GetValue(query)!), from = parsed.GetValue(from), to = parsed.GetValue(to), maxRows = parsed.GetValue(rows) };
                using var message = new HttpRequestMessage(HttpMethod.Post, $"hunt?format={(chosen == "table" ? "json" : chosen)}") { Content = JsonContent.Create(request, new MediaTypeHeaderValue("application/json"), Session.Json) };
                using var response = await session.Api.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, ct);
                await ApiProblemException.ThrowIfProblemAsync(response, ct);
                if (chosen == "table" && path is null)
                {
                    HuntTable.Write(output, await response.Content.ReadFromJsonAsync<JsonElement>(ct));
                    return ExitCode.Ok;
                }

                await using var body = await response.Content.ReadAsStreamAsync(ct);
                await using var target = path is null ? Console.OpenStandardOutput() : File.Create(path);
                await body.CopyToAsync(target, ct);
                if (path is null && chosen == "json")
                {
                    await target.WriteAsync("\n"u8.ToArray(), ct);
                }

                return ExitCode.Ok;
            });
    }

    /// <summary>The query itself, or all of stdin for <c>-</c>.</summary>
    internal static string Text(string argument) => argument == "-" ? Console.In.ReadToEnd() : argument;
}
