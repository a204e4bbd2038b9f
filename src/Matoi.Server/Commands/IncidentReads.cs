using System.CommandLine;
using System.Globalization;

namespace Matoi.Server.Commands;

/// <summary><c>matoi incidents similar|export</c>.</summary>
internal static class IncidentReads
{
    public static Command Similar()
    {
        var take = new Option<int>("--take") { Description = "Rows at most (50 is the most).", DefaultValueFactory = _ => 10 };
        return new Command("similar", "Find incidents that share entities, rules or techniques, with how they ended.") { IncidentsCommand.Number, take }.WithSession(async (session, output, parsed, ct) =>
        {
            output.Write(await session.GetAsync($"incidents/{parsed.GetValue(IncidentsCommand.Number)}/similar?take={parsed.GetValue(take)}", ct),
                ("#", r => Output.Plain(r.GetProperty("number"))),
                ("score", r => r.GetProperty("score").GetDouble().ToString("0.00", CultureInfo.InvariantCulture)),
                ("verdict", r => Output.Plain(r.GetProperty("classification"))),
                ("title", r => Output.Plain(r.GetProperty("title"))),
                ("entities", r => Output.Plain(r.GetProperty("entities"))),
                ("rules", r => Output.Plain(r.GetProperty("rules"))));
            return ExitCode.Ok;
        });
    }

    public static Command Export()
    {
        var numbers = new Argument<int[]>("NUMBERS") { Description = "Incidents; none takes those of --filter.", Arity = ArgumentArity.ZeroOrMore };
        var format = new Option<string>("--format") { Description = "csv, json, stix (2.1) or ocsf (Incident Finding, JSON lines).", DefaultValueFactory = _ => "json" };
        format.AcceptOnlyFromAmong("csv", "json", "stix", "ocsf");
        var filter = new Option<string>("--filter") { Description = "As in 'incidents list'.", DefaultValueFactory = _ => "" };
        return new Command("export", "Write incidents with everything in them to stdout.\nExample: matoi incidents export 7 --format stix > incident-7.json") { numbers, format, filter }.WithSession(async (session, _, parsed, ct) =>
        {
            var query = string.Concat((parsed.GetValue(numbers) ?? []).Select(n => $"&number={n}"));
            using var response = await session.Api.GetAsync(new Uri($"incidents/export?format={parsed.GetValue(format)}&filter={Uri.EscapeDataString(parsed.GetValue(filter)!)}{query}", UriKind.Relative), ct);
            await ApiProblemException.ThrowIfProblemAsync(response, ct);
            await Console.Out.WriteAsync(await response.Content.ReadAsStringAsync(ct));
            return ExitCode.Ok;
        });
    }
}
