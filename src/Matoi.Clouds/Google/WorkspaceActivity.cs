using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Matoi.Model;
using Matoi.Model.Entities;
using Matoi.Model.Lake;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Google;

/// <summary>
/// Google Workspace activities of the Admin SDK Reports API (admin, login, drive, token, …), one row per event with its parameters by name; also the
/// flat form with one event per record.
/// </summary>
[Source("google.workspace", "Google Workspace", Cloud = Cloud.Google, Summary = "Reports API activities: pages of activities.list, single activities or JSON lines.")]
internal sealed class WorkspaceActivity : Source
{
    private static readonly JsonTable Table = new("GWorkspace_ReportsAPI_CL",
        ("TimeGenerated:datetime", ""),
        ("kind_s", "kind"),
        ("id_time_t:datetime", "id.time"),
        ("id_uniqueQualifier_s", "id.uniqueQualifier"),
        ("id_applicationName_s", "id.applicationName"),
        ("id_customerId_s", "id.customerId"),
        ("actor_email_s", "actor.email"),
        ("actor_profileId_s", "actor.profileId"),
        ("actor_callerType_s", "actor.callerType"),
        ("actor_key_s", "actor.key"),
        ("ownerDomain_s", "ownerDomain"),
        ("IPAddress", "ipAddress"),
        ("event_type_s", "type"),
        ("event_name_s", "name"),
        ("event_parameters:dynamic", "parameters"));

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc/>
    public override IReadOnlyList<LogTable> Tables { get; } = [Table];

    /// <inheritdoc/>
    public override bool Recognises(SourceRecord record)
        => record.Has("id") && record.Json.At("id.applicationName").ValueKind == JsonValueKind.String
            && (record.Has("events") || record.Has("type") || record.Has("name") || record.Has("parameters"));

    /// <inheritdoc/>
    public override RecordSubject Subject(SourceRecord record)
    {
        var json = record.Json;
        return RecordSubject.Of(
        [
            Entity.AccountByMail(json.Text("actor.email"), Cloud.Google) ?? Entity.AccountIn(Cloud.Google, json.Text("id.customerId"), json.Text("actor.key") ?? json.Text("actor.profileId")),
            Entity.Ip(json.Text("ipAddress")),
            .. GoogleSubject.Parameters(json.At("parameters")),
            .. json.Items("events").SelectMany(activity => GoogleSubject.Parameters(activity.At("parameters"))),
        ], json.Text("id.customerId"));
    }

    /// <inheritdoc/>
    public override Problem? Map(SourceRecord record, MapOutput output)
    {
        var json = record.Json;
        if ((json.At("id.time") is { ValueKind: JsonValueKind.String } stamp
            ? output.Time(stamp, "id.time", out var time)
            : output.Time(default(JsonElement), "id.time", out time)) is { } problem)
        {
            return problem;
        }

        string?[] identity = !record.IsLabelled && json.Text("id.uniqueQualifier") is { } qualifier
            ? [json.Text("id.applicationName"), json.Text("id.time"), qualifier]
            : [];
        if (json.At("events").ValueKind != JsonValueKind.Array)
        {
            output.Row(Table, time, record, identity);
            return null;
        }

        foreach (var (index, activity) in json.Items("events").Index())
        {
            var row = output.Row(Table, time, record, identity.Length > 0 ? [.. identity, $"{index}"] : [json.GetRawText(), $"{index}"]);
            row.Set("event_type_s", activity.Text("type"));
            row.Set("event_name_s", activity.Text("name"));
            row.Set("event_parameters", JsonSerializer.SerializeToElement(Parameters(activity.Items("parameters")), Plain));
        }

        return null;
    }

    /// <summary><c>[{name, value | intValue | boolValue | multiValue | …}]</c> as an object of values by name.</summary>
    private static JsonObject Parameters(IEnumerable<JsonElement> parameters)
    {
        var values = new JsonObject();
        foreach (var parameter in parameters)
        {
            if (parameter.Text("name") is not { } name)
            {
                continue;
            }

            var value = parameter.EnumerateObject().FirstOrDefault(p => p.Name != "name").Value;
            values[name] = value.At("parameter") is { ValueKind: JsonValueKind.Array } nested ? Parameters(nested.EnumerateArray())
                : value.ValueKind == JsonValueKind.Undefined ? null : JsonNode.Parse(value.GetRawText());
        }

        return values;
    }
}
