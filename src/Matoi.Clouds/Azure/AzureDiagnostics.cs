using System.Text;
using System.Text.Json;
using Matoi.Clouds.Azure.Envelopes;
using Matoi.Model;
using Matoi.Model.Lake;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Azure;

/// <summary>
/// Resource logs that no other source owns (Key Vault, Application Gateway, Azure Firewall, SQL audit, …), into Sentinel's <c>AzureDiagnostics</c>:
/// nested properties become columns joined by <c>_</c> with a suffix for their type (<c>_s _d _b _t _g</c>).
/// </summary>
[Source(AzureRecords.Diagnostics, "Azure resource logs", Cloud = Cloud.Azure, Order = 80,
    Summary = "Any resource log with category, operationName and resourceId, by diagnostic settings to Event Hub or storage, or Log Analytics export.")]
internal sealed class AzureDiagnostics : Source
{
    private static readonly JsonTable Table = AzureDiagnosticsTable.Table;

    // Producers do not agree on case (clientIP, clientIp).
    private static readonly Dictionary<string, string> Columns = Table.Columns.ToDictionary(c => c.Name, c => c.Name, StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override IReadOnlyList<LogTable> Tables { get; } = [Table];

    /// <inheritdoc/>
    public override bool Recognises(SourceRecord record) => AzureRecords.Owner(record.Json) == Id && !AksAudit.Holds(record.Json);

    /// <inheritdoc/>
    public override RecordSubject Subject(SourceRecord record) => DiagnosticsSubject.Of(record.Json);

    /// <inheritdoc/>
    public override Problem? Map(SourceRecord record, MapOutput output)
    {
        var json = record.Json;
        if (EventTime(record, output, out var time) is { } problem)
        {
            return problem;
        }

        var row = output.Row(Table, time, record);
        SetResource(json, row);
        var others = new Dictionary<string, JsonElement>();
        foreach (var property in json.EnumerateObject().Where(property => !Columns.ContainsKey(property.Name) && property.Name is not ("time" or "Type")))
        {
            Flatten(property.Name.Equals("properties", StringComparison.OrdinalIgnoreCase) ? "" : Clean(property.Name), property.Value, row, others);
        }

        if (others.Count > 0)
        {
            row.Set("AdditionalFields", JsonSerializer.SerializeToElement(others));
        }

        return null;
    }

    // AKS writes the audit event as text; its own time is the best there is when the record has none.
    private static Problem? EventTime(SourceRecord record, MapOutput output, out DateTimeOffset time)
    {
        var audit = record.Json.Find("time|TimeGenerated").ValueKind == JsonValueKind.Undefined ? record.Json.Find("properties.log").Parsed() : default;
        var logged = audit.Find("stageTimestamp|requestReceivedTimestamp");
        return logged.ValueKind == JsonValueKind.Undefined ? record.EventTime(output, out time) : output.Time(logged, "properties.log", out time);
    }

    private static void SetResource(JsonElement json, RowWriter row)
    {
        if (json.FindText("resourceId|_ResourceId") is { } id)
        {
            var parts = id.TrimEnd('/').Split('/');
            row.Set("_ResourceId", id.ToLowerInvariant());
            row.Set("Resource", json.FindText("Resource") ?? parts[^1].ToUpperInvariant());
            row.Set("ResourceType", json.FindText("ResourceType") ?? (parts.Length > 2 ? parts[^2].ToUpperInvariant() : null));
            row.Set("ResourceGroup", json.FindText("ResourceGroup") ?? AzureResourceId.Part(id, "resourceGroups")?.ToUpperInvariant());
            row.Set("ResourceProvider", json.FindText("ResourceProvider") ?? AzureResourceId.Part(id, "providers")?.ToUpperInvariant());
            row.Set("SubscriptionId", json.FindText("SubscriptionId") ?? AzureResourceId.Part(id, "subscriptions")?.ToLowerInvariant());
        }
    }

    private static void Flatten(string name, JsonElement value, RowWriter row, Dictionary<string, JsonElement> others)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in value.EnumerateObject())
            {
                Flatten(name.Length == 0 ? Clean(property.Name) : $"{name}_{Clean(property.Name)}", property.Value, row, others);
            }
        }
        else if (value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined))
        {
            // Log Analytics rows carry the suffix already.
            var column = Columns.GetValueOrDefault(name) ?? Columns.GetValueOrDefault(name + Suffix(value)) ?? Columns.GetValueOrDefault(name + "_s");
            if (column is null)
            {
                others[name + (name.Length > 2 && name[^2] == '_' ? "" : Suffix(value))] = value;
            }
            else
            {
                row.Set(column, value);
            }
        }
    }

    private static string Suffix(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => "_d",
        JsonValueKind.True or JsonValueKind.False => "_b",
        JsonValueKind.String when value.TryGetGuid(out _) => "_g",
        JsonValueKind.String when value.TryGetDateTimeOffset(out _) => "_t",
        _ => "_s",
    };

    // identity.claim["http://schemas.microsoft.com/identity/claims/objectidentifier"] is identity_claim_http_schemas_microsoft_com_identity_claims_objectidentifier_g.
    private static string Clean(string name)
    {
        var text = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                text.Append(c);
            }
            else if (text.Length > 0 && text[^1] != '_')
            {
                text.Append('_');
            }
        }

        return text.ToString().TrimEnd('_');
    }
}
