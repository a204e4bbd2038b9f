using System.CommandLine;
using System.Text.Json;
using Spectre.Console;

namespace Matoi.Server.Commands;

/// <summary><c>matoi ingest PATH…</c>: reads files and folders.</summary>
internal static class IngestCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("PATH") { Description = "Files or folders (with everything below); plain, .gz or .zip.", Arity = ArgumentArity.OneOrMore };
        var source = new Option<string?>("--source") { Description = "Source id of all of it; default: told from the content (list them with 'matoi sources')." };
        return new Command("ingest", "Read logs and alerts; recognised from their content. Safe to run again: nothing is stored twice.\nExit code 0, or 3 when records were rejected.\nExample: matoi ingest ./cloudtrail-export --json") { paths, source }
            .WithSession((session, output, parsed, ct) => RunAsync(session, output, [.. parsed.GetValue(paths)!.Select(Path.GetFullPath)], parsed.GetValue(source), ct));
    }

    private static async Task<int> RunAsync(Session session, Output output, string[] paths, string? source, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "ingest/files") { Content = JsonContent.Create(new { paths, source }, options: Session.Json) };
        using var response = await session.Api.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        await ApiProblemException.ThrowIfProblemAsync(response, ct);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(ct));
        var last = output.Json ? await ReadAsync(lines, null, ct) : await output.Talk.Progress().StartAsync(context => ReadAsync(lines, context.AddTask("reading"), ct));
        return Report(output, last);
    }

    private static async Task<JsonElement> ReadAsync(StreamReader lines, ProgressTask? task, CancellationToken ct)
    {
        JsonElement line = default;
        while (await lines.ReadLineAsync(ct) is { } text)
        {
            line = JsonElement.Parse(text);
            if (task is not null && line.TryGetProperty("progress", out var progress))
            {
                task.MaxValue = progress.GetProperty("ofFiles").GetInt32();
                task.Value = progress.GetProperty("files").GetInt32();
                task.Description = $"reading, {progress.GetProperty("records").GetInt64():N0} records";
            }
        }

        return line;
    }

    private static int Report(Output output, JsonElement last)
    {
        foreach (var problem in last.GetProperty("problems").EnumerateArray())
        {
            Console.Error.WriteLine($"{problem.GetProperty("code").GetString()}: {problem.GetProperty("message").GetString()}");
        }

        if (last.GetProperty("report") is not { ValueKind: JsonValueKind.Object } report)
        {
            return ExitCode.Usage;
        }

        if (output.Json)
        {
            Output.WriteJson(report);
        }
        else
        {
            Table(report);
            output.Next(report.GetProperty("incidents").GetInt64() > 0 ? "next: matoi incidents list" : "next: matoi sources");
        }

        return report.GetProperty("rejected").GetInt64() > 0 ? ExitCode.Rejected
            : last.GetProperty("problems").GetArrayLength() > 0 ? ExitCode.Failed : ExitCode.Ok;
    }

    private static void Table(JsonElement report)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("source");
        foreach (var column in (string[])["read", "stored", "rejected"])
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var source in report.GetProperty("bySource").EnumerateObject())
        {
            table.AddRow(source.Name, $"{source.Value.GetProperty("read").GetInt64():N0}", $"{source.Value.GetProperty("stored").GetInt64():N0}", $"{source.Value.GetProperty("rejected").GetInt64():N0}");
        }

        AnsiConsole.Write(table);
        AnsiConsole.MarkupLine($"[bold]{Count(report, "read")}[/] records of {Count(report, "files")} files ({Count(report, "notLogs")} not logs): "
            + $"{Count(report, "stored")} rows stored, {Count(report, "duplicates")} known already, {Count(report, "rejected")} rejected; "
            + $"{Count(report, "alerts")} new alerts, {Count(report, "incidents")} new incidents; {report.GetProperty("seconds").GetDouble():0.0} s");
    }

    private static string Count(JsonElement report, string name) => $"{report.GetProperty(name).GetInt64():N0}";
}
