using System.Text.Json;
using System.Text.Json.Nodes;
using Matoi.Detect.Alerts;
using Matoi.Detect.Intake;
using Matoi.Security;
using Matoi.Storage.State;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Server.Api.Push;

/// <summary>
/// The addresses at which tools that know TheHive or DFIR-IRIS put their alerts. They go the way of every push: answered only when durable, the record kept in the
/// lake, the same alert sent again brought up to date.
/// </summary>
internal sealed class PeerAlerts(PushIntake intake, SourceCatalogue catalogue, IDbContextFactory<MatoiDb> databases)
{
    // What the intake takes as one record.
    private const int MostBytes = 16 * 1024 * 1024;

    /// <summary>Maps both addresses.</summary>
    public static void Map(WebApplication app)
    {
        app.MapPost("/api/v1/alert", (HttpContext http, PeerAlerts alerts) => alerts.TheHiveAsync(http)).RequireAuthorization(SecurityRoom.Ingest).DisableAntiforgery()
            .WithSummary("Takes an alert in the shape of TheHive 4 and 5.");
        app.MapPost("/alerts/add", (HttpContext http, PeerAlerts alerts) => alerts.IrisAsync(http)).RequireAuthorization(SecurityRoom.Ingest).DisableAntiforgery()
            .WithSummary("Takes an alert in the shape of DFIR-IRIS.");
    }

    private Task<IResult> TheHiveAsync(HttpContext http)
        => TakeAsync(http, "thehive.alert", ["type", "source", "sourceRef", "title", "description"], Refused, async (json, ct) =>
        {
            var alert = await FindAsync("thehive.alert", $"{Text(json, "type")}|{Text(json, "source")}|{Text(json, "sourceRef")}", ct);
            var answer = json.DeepClone().AsObject();
            (answer["_id"], answer["_type"], answer["_createdBy"], answer["_createdAt"]) = ($"{alert.Id}", "Alert", http.Actor(), alert.CreatedTime.ToUnixTimeMilliseconds());
            (answer["date"], answer["severity"], answer["severityLabel"]) = (alert.FirstSeen.ToUnixTimeMilliseconds(), Math.Clamp((int)alert.Severity - 1, 1, 4), $"{alert.Severity}".ToUpperInvariant());
            (answer["status"], answer["stage"], answer["follow"], answer["observableCount"]) = ("New", "New", true, alert.Entities.Count);
            answer["tags"] ??= new JsonArray();
            return Results.Json(answer, statusCode: StatusCodes.Status201Created);
        });

    private Task<IResult> IrisAsync(HttpContext http)
        => TakeAsync(http, "iris.alert", ["alert_title", "alert_severity_id", "alert_status_id", "alert_customer_id"], IrisRefused, async (json, ct) =>
        {
            var source = Text(json, "alert_source") is { Length: > 0 } named ? named : "DFIR-IRIS client";
            var reference = Text(json, "alert_source_ref") is { Length: > 0 } given ? await FindAsync("iris.alert", $"{source}|{given}", ct) : null;
            var data = json.DeepClone().AsObject();
            (data["alert_uuid"], data["alert_creation_time"]) = (reference is null ? null : $"{reference.Id}", reference?.CreatedTime.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffff"));
            return Results.Json(new JsonObject { ["status"] = "success", ["message"] = "Alert added", ["data"] = data });
        });

    private async Task<IResult> TakeAsync(HttpContext http, string source, string[] required, Func<string, string, IResult> refuse, Func<JsonObject, CancellationToken, Task<IResult>> answer)
    {
        if (await ReadAsync(http) is not { } bytes)
        {
            return Results.Problem($"the alert is larger than {MostBytes / 1024 / 1024} MiB; send what is large as evidence", statusCode: StatusCodes.Status413PayloadTooLarge, title: "record-too-large");
        }

        JsonObject? json;
        try
        {
            json = JsonNode.Parse(bytes) as JsonObject;
            _ = json?.Count;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return refuse("body", $"the body is no JSON that can be read: {e.Message}");
        }

        if (json is null)
        {
            return refuse("body", "the body must be one JSON object");
        }

        if (Array.Find(required, field => json[field] is not JsonValue value || (value.GetValueKind() == JsonValueKind.String && string.IsNullOrWhiteSpace(value.GetValue<string>()))) is { } missing)
        {
            return refuse(missing, "Missing data for required field.");
        }

        return await intake.ReceiveAlertAsync(http, bytes, catalogue.Find(source)!, async report => report.Rejected > 0
            ? refuse("body", "the alert was refused and kept; 'matoi rejected list' says why")
            : await answer(json, http.RequestAborted));
    }

    private static async Task<byte[]?> ReadAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        var buffer = new byte[81_920];
        for (int read; (read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0;)
        {
            if (body.Length + read > MostBytes)
            {
                return null;
            }

            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    private async Task<AlertState> FindAsync(string source, string reference, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Alerts.AsNoTracking().Include(a => a.Entities).SingleAsync(a => a.Source == source && a.SourceRef == reference, ct);
    }

    private static string Text(JsonObject json, string field) => json[field] is JsonValue value ? value.ToString() : "";

    private static IResult Refused(string field, string why)
        => Results.Json(new { type = "AttributeCheckingError", message = $"{field}: {why}" }, statusCode: StatusCodes.Status400BadRequest);

    private static IResult IrisRefused(string field, string why)
        => Results.Json(new { status = "error", message = "Data error", data = new Dictionary<string, string[]> { [field] = [why] } }, statusCode: StatusCodes.Status400BadRequest);
}
