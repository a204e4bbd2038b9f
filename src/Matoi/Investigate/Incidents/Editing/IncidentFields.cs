using System.Text.Json;
using Matoi.Model;
using Matoi.Model.Incidents;
using Matoi.Storage.State;

namespace Matoi.Investigate.Incidents.Editing;

/// <summary>The fields of an incident that people change, by name: what a change is recorded in, compared by and undone from. Pure.</summary>
internal static class IncidentFields
{
    private const string Custom = "custom.";

    private static readonly Dictionary<string, (Func<Incident, object?> Get, Action<Incident, JsonElement> Set)> Known = new(StringComparer.Ordinal)
    {
        ["title"] = Field<string>(i => i.Title, (i, v) => i.Title = v!),
        ["titleSet"] = Field<bool>(i => i.IsTitleSet, (i, v) => i.IsTitleSet = v),
        ["severity"] = Field<Severity>(i => i.Severity, (i, v) => i.Severity = v),
        ["severitySet"] = Field<bool>(i => i.IsSeveritySet, (i, v) => i.IsSeveritySet = v),
        ["summary"] = Field<string>(i => i.Summary, (i, v) => i.Summary = v),
        ["summaryAuthor"] = Field<string>(i => i.SummaryAuthor, (i, v) => i.SummaryAuthor = v),
        ["summaryTime"] = Field<DateTimeOffset?>(i => i.SummaryTime, (i, v) => i.SummaryTime = v),
        ["labels"] = Field<List<string>>(i => i.Labels, (i, v) => i.Labels = v ?? []),
        ["tlp"] = Field<Tlp?>(i => i.Tlp, (i, v) => i.Tlp = v),
        ["pap"] = Field<Pap?>(i => i.Pap, (i, v) => i.Pap = v),
        ["tickets"] = Field<List<Ticket>>(i => i.Tickets, (i, v) => i.Tickets = v ?? []),
        ["restrictedTo"] = Field<List<string>>(i => i.RestrictedTo, (i, v) => i.RestrictedTo = v),
        ["owner"] = Field<string>(i => i.Owner, (i, v) => i.Owner = v),
        ["commander"] = Role(IncidentRole.Commander),
        ["investigator"] = Role(IncidentRole.Investigator),
        ["scribe"] = Role(IncidentRole.Scribe),
        ["liaison"] = Role(IncidentRole.Liaison),
        ["status"] = Field<IncidentStatus>(i => i.Status, (i, v) => i.Status = v),
        ["phase"] = Field<IncidentPhase>(i => i.Phase, (i, v) => i.Phase = v),
        ["classification"] = Field<Classification?>(i => i.Classification, (i, v) => i.Classification = v),
        ["classificationReason"] = Field<ClassificationReason?>(i => i.ClassificationReason, (i, v) => i.ClassificationReason = v),
        ["closingComment"] = Field<string>(i => i.ClosingComment, (i, v) => i.ClosingComment = v),
        ["mergedInto"] = Field<int?>(i => i.MergedInto, (i, v) => i.MergedInto = v),
        ["ackTime"] = Field<DateTimeOffset?>(i => i.AckTime, (i, v) => i.AckTime = v),
        ["closedTime"] = Field<DateTimeOffset?>(i => i.ClosedTime, (i, v) => i.ClosedTime = v),
    };

    /// <summary>Fields that follow from others: two people who change them do not contradict each other.</summary>
    public static bool Follows(string field) => field is "titleSet" or "severitySet" or "summaryAuthor" or "summaryTime" or "ackTime" or "closedTime";

    /// <summary>Changes the incident and says which fields moved; a new phase is stamped.</summary>
    public static IReadOnlyList<FieldChange> Changed(Incident incident, DateTimeOffset now, Action<Incident> change)
    {
        var (before, phase) = (Read(incident), incident.Phase);
        change(incident);
        if (incident.Phase != phase)
        {
            incident.Phases = [.. incident.Phases, new(incident.Phase, now)];
        }

        var after = Read(incident);
        var none = JsonSerializer.SerializeToElement<object?>(null);
        return [.. before.Keys.Union(after.Keys)
            .Select(field => new FieldChange(field, before.GetValueOrDefault(field, none), after.GetValueOrDefault(field, none)))
            .Where(c => !Same(c.From, c.To))];
    }

    /// <summary>The field's value now.</summary>
    public static JsonElement Value(Incident incident, string field)
        => Read(incident).GetValueOrDefault(field, JsonSerializer.SerializeToElement<object?>(null));

    /// <summary>Sets a field; null removes it.</summary>
    public static void Set(Incident incident, string field, JsonElement value)
    {
        if (Known.TryGetValue(field, out var known))
        {
            known.Set(incident, value);
        }
        else if (field.StartsWith(Custom, StringComparison.Ordinal))
        {
            var fields = new Dictionary<string, string>(incident.CustomFields);
            fields.Remove(field[Custom.Length..]);
            if (value.ValueKind == JsonValueKind.String)
            {
                fields[field[Custom.Length..]] = value.GetString()!;
            }

            incident.CustomFields = fields;
        }
    }

    /// <summary>True when two values are the same, as JSON says it.</summary>
    public static bool Same(JsonElement a, JsonElement b) => JsonElement.DeepEquals(a, b);

    private static Dictionary<string, JsonElement> Read(Incident incident)
    {
        var values = Known.ToDictionary(f => f.Key, f => JsonSerializer.SerializeToElement(f.Value.Get(incident), JsonColumn.Options), StringComparer.Ordinal);
        foreach (var (name, value) in incident.CustomFields)
        {
            values[Custom + name] = JsonSerializer.SerializeToElement(value, JsonColumn.Options);
        }

        return values;
    }

    private static (Func<Incident, object?>, Action<Incident, JsonElement>) Field<T>(Func<Incident, object?> get, Action<Incident, T?> set)
        => (get, (i, json) => set(i, json.ValueKind == JsonValueKind.Undefined ? default : json.Deserialize<T>(JsonColumn.Options)));

    private static (Func<Incident, object?>, Action<Incident, JsonElement>) Role(IncidentRole role) => Field<string>(
        i => i.Roles.GetValueOrDefault(role),
        (i, name) => i.Roles = new(i.Roles.Where(r => r.Key != role).Concat(name is null ? [] : [KeyValuePair.Create(role, name)])));
}
