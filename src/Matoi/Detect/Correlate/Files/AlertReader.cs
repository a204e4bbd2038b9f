using System.Text.Json;
using Matoi.Detect.Alerts;
using Matoi.Model;
using Matoi.Model.Alerts;
using Matoi.Model.Entities;
using Matoi.Model.Sources;

namespace Matoi.Detect.Correlate.Files;

/// <summary>Reads an alert of a file: <c>docs/guide/correlation.md</c> has the record. Fields by several usual names; unknown ones are passed over, missing ones are empty.</summary>
internal static class AlertReader
{
    /// <summary>The alert; its id in the file is its <see cref="AlertState.SourceRef"/>.</summary>
    /// <param name="json">The record.</param>
    /// <param name="fallbackId">Id of a record without one.</param>
    /// <exception cref="FormatException">It is no alert, and the message says why.</exception>
    public static AlertState Read(JsonElement json, string fallbackId)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException("an alert is a JSON object");
        }

        var first = Time(json, "firstSeen", "time", "timestamp", "eventTime", "startTime", "startTimeUtc", "createdAt") ?? Time(json, "lastSeen", "endTime", "endTimeUtc", "updatedAt")
            ?? throw new FormatException("no time: give 'time', or 'firstSeen' and 'lastSeen', as ISO 8601 or seconds since 1970");
        var last = Time(json, "lastSeen", "endTime", "endTimeUtc") ?? first;
        var cloud = CloudOf(Text(json, "cloud", "cloudProvider"));
        var account = Text(json, "account", "cloudAccount", "accountId", "subscription", "project");
        return new()
        {
            Source = "file",
            SourceRef = Text(json, "id", "alertId", "_id", "uid") is { Length: > 0 } id ? id : fallbackId,
            Title = Text(json, "title", "name", "message"),
            AlertType = Text(json, "alertType", "rule", "ruleId", "ruleName", "type"),
            Product = Text(json, "product", "provider", "source"),
            Severity = SeverityOf(json),
            Cloud = cloud,
            CloudAccount = account,
            Tactics = [.. Tactics.Ids(Texts(json, "tactics", "tactic"))],
            Techniques = [.. Texts(json, "techniques", "technique")],
            FirstSeen = first < last ? first : last,
            LastSeen = first < last ? last : first,
            Entities = [.. Entities(json, cloud, account)],
        };
    }

    /// <summary>A member by the first of the names that it has, in whatever case.</summary>
    internal static JsonElement? Find(JsonElement json, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null)
            {
                return value;
            }
        }

        foreach (var member in json.EnumerateObject())
        {
            foreach (var name in names)
            {
                if (member.Value.ValueKind != JsonValueKind.Null && string.Equals(member.Name.Replace("_", "", StringComparison.Ordinal), name, StringComparison.OrdinalIgnoreCase))
                {
                    return member.Value;
                }
            }
        }

        return null;
    }

    /// <summary>Text or number of a member; empty without it.</summary>
    internal static string Text(JsonElement json, params ReadOnlySpan<string> names) => Find(json, names) is { } value ? Plain(value) : "";

    internal static Cloud CloudOf(string name) => name.ToLowerInvariant() switch
    {
        "aws" or "amazon" => Cloud.Aws,
        "azure" or "microsoft" or "entra" or "m365" => Cloud.Azure,
        "google" or "gcp" or "googlecloud" => Cloud.Google,
        _ => Cloud.Unknown,
    };

    private static string Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!.Trim(),
        JsonValueKind.Number => value.GetRawText(),
        _ => "",
    };

    private static DateTimeOffset? Time(JsonElement json, params ReadOnlySpan<string> names)
    {
        if (Find(json, names) is not { } value)
        {
            return null;
        }

        return EventTimes.Read(value) ?? throw new FormatException($"'{Plain(value)}' is no time");
    }

    private static Severity SeverityOf(JsonElement json)
    {
        var text = Text(json, "severity", "level");
        return Enum.TryParse<Severity>(text, ignoreCase: true, out var severity) && Enum.IsDefined(severity) ? severity : text.ToLowerInvariant() switch
        {
            "info" => Severity.Informational,
            "moderate" or "warning" => Severity.Medium,
            "error" => Severity.High,
            "severe" or "crit" => Severity.Critical,
            _ => Severity.Unknown,
        };
    }

    private static IEnumerable<string> Texts(JsonElement json, params ReadOnlySpan<string> names)
        => Find(json, names) is { } value ? value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(Plain).Where(t => t.Length > 0)] : Plain(value).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [];

    private static IEnumerable<AlertEntity> Entities(JsonElement json, Cloud cloud, string account)
    {
        if (Find(json, "entities") is not { ValueKind: JsonValueKind.Array } list)
        {
            return [];
        }

        var found = new Dictionary<string, AlertEntity>(StringComparer.Ordinal);
        foreach (var entity in list.EnumerateArray().Select(item => EntityReader.Read(item, cloud, account)).OfType<Entity>())
        {
            found.TryAdd(entity.Key, new() { Key = entity.Key, Type = entity.Type, Name = entity.Name, Cloud = entity.Cloud, Identifiers = entity.Identifiers is { } known ? new(known) : [] });
        }

        return found.Values;
    }
}
