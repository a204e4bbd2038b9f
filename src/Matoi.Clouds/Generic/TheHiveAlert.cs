using System.Text.Json;
using Matoi.Model;
using Matoi.Model.Alerts;
using Matoi.Model.Entities;
using Matoi.Model.Lake;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Generic;

/// <summary>Alerts in the shape of TheHive's <c>POST /api/v1/alert</c>, versions 4 and 5: what detection tools that know TheHive send.</summary>
[Source("thehive.alert", "TheHive alert API", Order = 20, Summary = "Alerts that a tool would post to TheHive 4 or 5 (`POST /api/v1/alert`); the same type, source and sourceRef is the same alert.")]
internal sealed class TheHiveAlert : Source
{
    private static readonly JsonTable Table = new("TheHiveAlerts_CL",
        ("TimeGenerated:datetime", ""), ("Type", "type"), ("AlertSource", "source"), ("SourceRef", "sourceRef"), ("Title", "title"), ("Description", "description"), ("Severity:int", "severity"),
        ("Tlp:int", "tlp"), ("Pap:int", "pap"), ("Tags:dynamic", "tags"), ("Observables:dynamic", "observables|artifacts"), ("CustomFields:dynamic", "customFields"), ("ExternalLink", "externalLink"));

    /// <inheritdoc/>
    public override IReadOnlyList<LogTable> Tables { get; } = [Table];

    /// <inheritdoc/>
    public override bool Recognises(SourceRecord record) => record.Has("type", "source", "sourceRef", "title", "description") && record.Json.At("type").ValueKind == JsonValueKind.String;

    /// <inheritdoc/>
    public override RecordSubject Subject(SourceRecord record) => RecordSubject.Of(Entities(record.Json), "", null);

    /// <inheritdoc/>
    public override Problem? Map(SourceRecord record, MapOutput output)
    {
        var json = record.Json;
        foreach (var field in (string[])["type", "source", "sourceRef", "title"])
        {
            if (string.IsNullOrWhiteSpace(json.Text(field)))
            {
                return new("missing-field", $"the alert has no {field}, so its updates could not be told apart; send type, source, sourceRef and title", field);
            }
        }

        // TheHive takes an alert without a date as of now.
        var time = output.Now;
        if (json.At("date").ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null) && output.Time(json.At("date"), "date", out time) is { } problem)
        {
            return problem;
        }

        output.Row(Table, time, record);
        output.Alert(new()
        {
            Source = Id,
            SourceRef = $"{json.Text("type")}|{json.Text("source")}|{json.Text("sourceRef")}",
            Title = json.Text("title")!,
            Description = json.Text("description") ?? "",
            AlertType = json.Text("type")!,
            Product = json.Text("source")!,
            Severity = json.Text("severity") switch { "1" => Severity.Low, "3" => Severity.High, "4" => Severity.Critical, _ => Severity.Medium },
            Tactics = Tactics.Ids(json.Items("procedures").Select(p => p.Text("tactic"))),
            Techniques = [.. json.Items("procedures").Select(p => p.Text("patternId")).OfType<string>().Union(PeerObservables.Techniques(json.Texts("tags")))],
            Entities = [.. Entities(json).OfType<Entity>()],
            FirstSeen = time,
            LastSeen = time,
            Link = json.Text("externalLink"),
        });
        return null;
    }

    // The data of an observable is one value, or a list of them.
    private static IEnumerable<Entity?> Entities(JsonElement json)
        => json.Items("observables").Concat(json.Items("artifacts")).SelectMany(o => o.At("data").ValueKind == JsonValueKind.Array
            ? o.Texts("data").Select(value => PeerObservables.Of(o.Text("dataType"), value))
            : [PeerObservables.Of(o.Text("dataType"), o.Text("data"))]);
}
