using System.CommandLine;
using System.Text.Json;

namespace Matoi.Server.Commands;

/// <summary><c>matoi assets import|list|show|policy</c>.</summary>
internal static class AssetsCommand
{
    public static Command Create() => new("assets", "Keep what is worth protecting, so that what hits it comes first.") { Import(), List(), Show(), Policy() };

    private static Command Import()
    {
        var files = new Argument<string[]>("FILES") { Description = "CSV, YAML, or the JSON of Azure Resource Graph, the AWS tagging API or Google Cloud Asset Inventory.", Arity = ArgumentArity.OneOrMore };
        var replace = new Option<string?>("--replace") { Description = "The files together are all of this source: remove what it named before and they do not name." };
        return new Command("import", "Take in assets; the same file again changes nothing.\nExample: matoi assets import cmdb.csv\nExample: az graph query -q Resources --first 1000 > azure.json && matoi assets import azure.json --replace azure") { files, replace }
            .WithSession(async (session, output, parsed, ct) =>
            {
                if (parsed.GetValue(files)!.FirstOrDefault(f => !File.Exists(f)) is { } missing)
                {
                    Console.Error.WriteLine($"file-not-found: there is no file {missing}");
                    return ExitCode.Usage;
                }

                var read = await Task.WhenAll(parsed.GetValue(files)!.Select(async f => new { name = Path.GetFileName(f), text = await File.ReadAllTextAsync(f, ct) }));
                var report = await session.PostAsync("assets/import", new { files = read, replace = parsed.GetValue(replace) }, ct);
                Write(output, report);
                return report.GetProperty("bad").GetInt32() > 0 ? ExitCode.Rejected : ExitCode.Ok;
            });
    }

    private static void Write(Output output, JsonElement report)
    {
        if (output.Json)
        {
            Output.WriteJson(report);
            return;
        }

        foreach (var problem in report.GetProperty("problems").EnumerateArray())
        {
            Console.Error.WriteLine($"{Output.Plain(problem.GetProperty("code"))}: {Output.Plain(problem.GetProperty("file"))}: {Output.Plain(problem.GetProperty("place"))}: {Output.Plain(problem.GetProperty("reason"))}");
        }

        output.WriteObject(JsonSerializer.SerializeToElement(report.EnumerateObject().Where(p => p.Name != "problems").ToDictionary(p => p.Name, p => p.Value)));
        output.Next("next: matoi assets list; matoi assets policy");
    }

    private static Command List()
    {
        var cloud = new Option<string?>("--cloud") { Description = "Azure, Aws or Google." };
        var criticality = new Option<string?>("--min-criticality") { Description = "Negligible, Low, Medium, High or Critical." };
        var text = new Option<string?>("--text") { Description = "Part of the key, name, type, account or owner." };
        var take = new Option<int>("--take") { Description = "Rows at most (1000 is the most).", DefaultValueFactory = _ => 100 };
        cloud.AcceptOnlyFromAmong("Azure", "Aws", "Google", "azure", "aws", "google");
        criticality.AcceptOnlyFromAmong([.. Enum.GetNames<Model.Assets.Criticality>(), .. Enum.GetNames<Model.Assets.Criticality>().Select(n => n.ToLowerInvariant())]);
        return new Command("list", "List assets, the most critical first.") { cloud, criticality, text, take }.WithSession(async (session, output, parsed, ct) =>
        {
            var query = string.Concat(new[] { ("cloud", parsed.GetValue(cloud)), ("minCriticality", parsed.GetValue(criticality)), ("text", parsed.GetValue(text)) }
                .Where(p => p.Item2 is not null).Select(p => $"&{p.Item1}={Uri.EscapeDataString(p.Item2!)}"));
            output.Write(await session.GetAsync($"assets?take={parsed.GetValue(take)}{query}", ct),
                ("criticality", r => Output.Plain(r.GetProperty("criticality"))),
                ("sensitivity", r => Output.Plain(r.GetProperty("sensitivity"))),
                ("environment", r => Output.Plain(r.GetProperty("environment"))),
                ("owner", r => Output.Plain(r.GetProperty("owner"))),
                ("exposure", r => Output.Plain(r.GetProperty("exposure"))),
                ("cloud", r => Output.Plain(r.GetProperty("cloud"))),
                ("name", r => Output.Plain(r.GetProperty("name"))),
                ("key", r => Output.Plain(r.GetProperty("key"))));
            output.Next("next: matoi assets show KEY");
            return ExitCode.Ok;
        });
    }

    private static Command Show()
    {
        var key = new Argument<string>("KEY") { Description = "Entity key, ARN, Azure resource id or Google full resource name." };
        return new Command("show", "Show an asset, and which rule made it what it is.") { key }.WithSession(async (session, output, parsed, ct) =>
        {
            var detail = await session.GetAsync($"assets/one?key={Uri.EscapeDataString(parsed.GetValue(key)!)}", ct);
            if (output.Json)
            {
                Output.WriteJson(detail);
                return ExitCode.Ok;
            }

            output.WriteObject(detail.GetProperty("asset"));
            output.Write(detail.GetProperty("reasons"),
                ("what", r => Output.Plain(r.GetProperty("what"))),
                ("value", r => Output.Plain(r.GetProperty("value"))),
                ("by rule", r => Output.Plain(r.GetProperty("rule"))));
            return ExitCode.Ok;
        });
    }

    private static Command Policy()
        => new Command("policy", "Report resources without the tags or names that plan/policy.yaml wants, by cloud, with the repair.").WithSession(async (session, output, _, ct) =>
        {
            var report = await session.GetAsync("assets/policy", ct);
            output.Write(report,
                ("cloud", r => Output.Plain(r.GetProperty("cloud"))),
                ("resources", r => Output.Plain(r.GetProperty("resources"))),
                ("untagged", r => $"{r.GetProperty("untagged").EnumerateArray().Select(f => f.GetProperty("key").GetString()).Distinct().Count()}"),
                ("misnamed", r => $"{r.GetProperty("misnamed").GetArrayLength()}"));
            foreach (var cloud in output.Json ? [] : report.EnumerateArray().ToList())
            {
                output.Write(JsonSerializer.SerializeToElement(cloud.GetProperty("untagged").EnumerateArray().Concat(cloud.GetProperty("misnamed").EnumerateArray())),
                    ("name", r => Output.Plain(r.GetProperty("name"))),
                    ("what", r => Output.Plain(r.GetProperty("what"))),
                    ("repair", r => Output.Plain(r.GetProperty("repair"))));
            }

            return ExitCode.Ok;
        });
}
