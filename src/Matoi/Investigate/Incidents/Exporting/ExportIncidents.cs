using System.Text.Json;
using Matoi.Model;
using Matoi.Security;
using Matoi.Storage.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Matoi.Investigate.Incidents.Exporting;

/// <summary>Gives incidents with everything in them to other programs: CSV, JSON, STIX 2.1, OCSF Incident Finding: IR-4, IR-7.</summary>
public sealed class ExportIncidents(ShowIncident show, TimeProvider clock)
{
    private const int MostIncidents = 1000;

    private static readonly JsonSerializerOptions Json = new(JsonColumn.Options) { WriteIndented = true };

    /// <summary>A file.</summary>
    /// <param name="Content">Its text.</param>
    /// <param name="ContentType">Media type.</param>
    /// <param name="Name">Name to save it under.</param>
    public sealed record Export(string Content, string ContentType, string Name);

    /// <summary>The incidents that the viewer may see, in a format.</summary>
    /// <param name="numbers">Which, at most 1000.</param>
    /// <param name="format"><c>csv</c>, <c>json</c>, <c>stix</c> or <c>ocsf</c>.</param>
    /// <param name="viewer">Who asks.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<(Export? Export, Problem? Problem)> HandleAsync(IReadOnlyList<int> numbers, string? format, Viewer viewer, CancellationToken ct)
    {
        if (format is not ("csv" or "json" or "stix" or "ocsf"))
        {
            return (null, new("format-unknown", $"'{format}' is no format; use csv, json, stix or ocsf", "format"));
        }

        if (numbers.Count is 0 or > MostIncidents)
        {
            return (null, new("numbers-missing", $"say the numbers of 1 to {MostIncidents:N0} incidents; {numbers.Count:N0} are named", "numbers"));
        }

        var details = new List<ShowIncident.Detail>();
        foreach (var number in numbers.Distinct())
        {
            if (await show.HandleAsync(number, ct, viewer) is not { } detail)
            {
                return (null, IncidentChanges.NotFound(number));
            }

            details.Add(detail);
        }

        var name = $"incidents-{clock.GetUtcNow():yyyyMMddTHHmmssZ}";
        return (format switch
        {
            "csv" => new(IncidentCsv.Write(details), "text/csv; charset=utf-8", name + ".csv"),
            "stix" => new(StixBundle.Write(details, clock.GetUtcNow()).ToJsonString(Json), "application/stix+json;version=2.1", name + ".stix.json"),
            "ocsf" => new(string.Concat(details.Select(d => OcsfIncident.Write(d).ToJsonString(JsonColumn.Options) + "\n")), "application/x-ndjson", name + ".ocsf.jsonl"),
            _ => new(JsonSerializer.Serialize(details.Select(d => new { Incident = IncidentView.Of(d.Incident, clock.GetUtcNow()), d.Alerts, d.Timeline, TimelineIntact = d.BrokenEntry is null, d.Tasks, d.Notes }), Json), "application/json", name + ".json"),
        }, null);
    }

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/incidents/{number:int}/export", async (int number, string? format, ExportIncidents export, HttpContext http, CancellationToken ct)
            => Answer(await export.HandleAsync([number], format ?? "json", http.Viewer(), ct))).WithSummary("One incident as csv, json, stix or ocsf.");
        routes.MapGet("/incidents/export", async (int[]? number, string? filter, string? format, ExportIncidents export, ListIncidents list, HttpContext http, CancellationToken ct) =>
        {
            var numbers = number is { Length: > 0 } ? number
                : [.. (await list.HandleAsync(IncidentFilter.Parse(filter), 0, MostIncidents, ct, http.Viewer())).Incidents.Select(i => i.Number)];
            return Answer(await export.HandleAsync(numbers, format ?? "json", http.Viewer(), ct));
        }).WithSummary("Incidents as csv, json, stix or ocsf (JSON lines), by number=… or filter=…");
    }

    private static IResult Answer((Export? Export, Problem? Problem) outcome)
        => outcome.Export is { } file ? Results.File(System.Text.Encoding.UTF8.GetBytes(file.Content), file.ContentType, file.Name) : outcome.Problem.ToResult();
}
