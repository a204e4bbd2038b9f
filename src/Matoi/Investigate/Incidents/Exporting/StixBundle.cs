using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Matoi.Detect.Alerts;
using Matoi.Model.Entities;
using Matoi.Model.Incidents;

namespace Matoi.Investigate.Incidents.Exporting;

/// <summary>Incidents as a STIX 2.1 bundle: incident, its entities as observables, its techniques as attack patterns, notes, TLP markings. Pure.</summary>
internal static class StixBundle
{
    private static readonly JsonSerializerOptions Canonical = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonObject Write(IEnumerable<ShowIncident.Detail> details, DateTimeOffset now)
    {
        var objects = new Dictionary<string, JsonObject>();
        Keep(objects, new() { ["type"] = "identity", ["id"] = Matoi, ["spec_version"] = "2.1", ["created"] = Time(DateTimeOffset.UnixEpoch), ["modified"] = Time(DateTimeOffset.UnixEpoch), ["name"] = "Matoi", ["identity_class"] = "system" });
        foreach (var detail in details)
        {
            Add(objects, detail);
        }

        return new() { ["type"] = "bundle", ["id"] = StixIds.Of("bundle", $"{now:O}|{string.Join('|', objects.Keys)}"), ["objects"] = new JsonArray([.. objects.Values]) };
    }

    private static string Matoi { get; } = StixIds.Of("identity", "matoi");

    private static void Add(Dictionary<string, JsonObject> objects, ShowIncident.Detail detail)
    {
        var i = detail.Incident;
        var marking = i.Tlp is { } tlp ? StixMarkings.Of(tlp) : null;
        var incident = Object("incident", $"{i.Id}", i.CreatedTime, i.ModifiedTime, marking);
        incident["name"] = i.Title;
        incident["description"] = i.Summary ?? $"{i.AlertCount} alerts, severity {i.Severity}, status {i.Status}{(i.Classification is null ? "" : $", {i.Classification}")}";
        incident["labels"] = i.Labels.Count == 0 ? null : new JsonArray([.. i.Labels.Select(l => (JsonNode)l)]);
        incident["external_references"] = new JsonArray([
            new JsonObject { ["source_name"] = "Matoi", ["external_id"] = i.Number.ToString(CultureInfo.InvariantCulture) },
            .. i.Tickets.Select(t => (JsonNode)Drop(new() { ["source_name"] = t.System.Length == 0 ? "ticket" : t.System, ["external_id"] = t.Key, ["url"] = t.Url })),
        ]);
        Keep(objects, Drop(incident));
        if (marking is not null)
        {
            Keep(objects, marking);
        }

        var observed = detail.Alerts.SelectMany(a => a.Entities).DistinctBy(e => e.Key).Select(Observable).OfType<JsonObject>().ToList();
        observed.ForEach(o => Keep(objects, o));
        if (observed.Count > 0)
        {
            var seen = Object("observed-data", $"{i.Id}", i.CreatedTime, i.ModifiedTime, marking);
            (seen["first_observed"], seen["last_observed"], seen["number_observed"]) = (Time(i.FirstSeen), Time(i.LastSeen), (int)Math.Clamp(detail.Alerts.Sum(a => a.Count), 1, 999_999_999));
            seen["object_refs"] = new JsonArray([.. observed.Select(o => (JsonNode)o["id"]!.GetValue<string>()).DistinctBy(r => r.GetValue<string>())]);
            Keep(objects, seen);
            Relate(objects, "related-to", seen, incident, i, marking);
        }

        foreach (var technique in detail.Alerts.SelectMany(a => a.Techniques).Distinct())
        {
            var pattern = Object("attack-pattern", technique, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, null);
            (pattern["name"], pattern["external_references"]) = (technique, new JsonArray(new JsonObject { ["source_name"] = "mitre-attack", ["external_id"] = technique }));
            Keep(objects, pattern);
            Relate(objects, "related-to", incident, pattern, i, marking);
        }

        foreach (var note in detail.Notes)
        {
            var page = Object("note", $"{note.Id}", note.CreatedTime, note.ModifiedTime, marking);
            (page["abstract"], page["content"]) = (note.Title.Length == 0 ? null : note.Title, note.Text);
            (page["authors"], page["object_refs"]) = (new JsonArray(note.Author), new JsonArray(incident["id"]!.GetValue<string>()));
            Keep(objects, Drop(page));
        }
    }

    private static void Relate(Dictionary<string, JsonObject> objects, string how, JsonObject from, JsonObject to, Incident i, JsonObject? marking)
    {
        var (source, target) = (from["id"]!.GetValue<string>(), to["id"]!.GetValue<string>());
        var relation = Object("relationship", $"{source}|{how}|{target}", i.CreatedTime, i.ModifiedTime, marking);
        (relation["relationship_type"], relation["source_ref"], relation["target_ref"]) = (how, source, target);
        Keep(objects, relation);
    }

    private static JsonObject Object(string type, string name, DateTimeOffset created, DateTimeOffset modified, JsonObject? marking)
    {
        var json = new JsonObject { ["type"] = type, ["spec_version"] = "2.1", ["id"] = StixIds.Of(type, name), ["created_by_ref"] = Matoi, ["created"] = Time(created), ["modified"] = Time(modified) };
        if (marking is not null)
        {
            json["object_marking_refs"] = new JsonArray(marking["id"]!.GetValue<string>());
        }

        return json;
    }

    /// <summary>An entity as the standard has it; null for what it has no object for, which the incident's alerts keep.</summary>
    private static JsonObject? Observable(AlertEntity entity) => entity.Type switch
    {
        EntityType.IP when IPAddress.TryParse(entity.Name, out var ip) => Simple(ip.AddressFamily == AddressFamily.InterNetwork ? "ipv4-addr" : "ipv6-addr", "value", entity.Name),
        EntityType.DNS => Simple("domain-name", "value", entity.Name),
        EntityType.URL => Simple("url", "value", entity.Name),
        EntityType.Account => Simple("user-account", "user_id", entity.Name),
        EntityType.Mailbox => Simple("email-addr", "value", entity.Name),
        EntityType.File => Simple("file", "name", entity.Name),
        EntityType.FileHash when Algorithm(entity.Name) is { } algorithm => Hash(algorithm, entity.Name.ToLowerInvariant()),
        _ => null,
    };

    private static JsonObject Simple(string type, string property, string value)
        => new() { ["type"] = type, ["spec_version"] = "2.1", ["id"] = StixIds.Observable(type, $"{{\"{property}\":{JsonSerializer.Serialize(value, Canonical)}}}"), [property] = value };

    private static JsonObject Hash(string algorithm, string value) => new()
    {
        ["type"] = "file", ["spec_version"] = "2.1", ["id"] = StixIds.Observable("file", $"{{\"hashes\":{{\"{algorithm}\":\"{value}\"}}}}"), ["hashes"] = new JsonObject { [algorithm] = value },
    };

    private static string? Algorithm(string hash) => !hash.All(char.IsAsciiHexDigit) ? null : hash.Length switch { 32 => "MD5", 40 => "SHA-1", 64 => "SHA-256", 128 => "SHA-512", _ => null };

    private static void Keep(Dictionary<string, JsonObject> objects, JsonObject json) => objects.TryAdd(json["id"]!.GetValue<string>(), json);

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static JsonObject Drop(JsonObject json)
    {
        foreach (var name in json.Where(p => p.Value is null).Select(p => p.Key).ToList())
        {
            json.Remove(name);
        }

        return json;
    }
}
