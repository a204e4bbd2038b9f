using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Matoi.Model;
using Matoi.Model.Alerts;
using Matoi.Model.Entities;
using Matoi.Model.Lake;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Generic;

/// <summary>A source that a mapping file describes: JSON records told by their properties, or CSV lines told by their header.</summary>
internal sealed partial class MappedSource : Source
{
    private readonly Mapping _mapping;
    private readonly JsonTable _table;

    /// <summary>Creates the source.</summary>
    public MappedSource(Mapping mapping)
        : base(new(mapping.Id, mapping.Product) { Cloud = mapping.Cloud, Summary = mapping.Summary, Order = mapping.Order })
    {
        _mapping = mapping;
        _table = new(mapping.Table, [("TimeGenerated:datetime", ""), .. mapping.Columns]);
        Tables = [_table];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<LogTable> Tables { get; }

    private bool IsCsv => _mapping.Header.Count > 0;

    /// <inheritdoc/>
    public override bool IsHeader(string line)
        => IsCsv && line.Contains(_mapping.Header[0], StringComparison.Ordinal) && HasColumns(TextFields.Split(line, _mapping.Delimiter));

    /// <inheritdoc/>
    public override bool Recognises(SourceRecord record) => IsCsv
        ? record.Text is not null && record.Header is { } header && HasColumns(Names(header))
        : record.Json.ValueKind == JsonValueKind.Object && Matches(record.Json);

    /// <inheritdoc/>
    public override RecordSubject Subject(SourceRecord record)
    {
        if (_mapping.Alert is not { } alert)
        {
            return RecordSubject.None;
        }

        if (!IsCsv)
        {
            return Subject(alert, record.Json);
        }

        var (names, fields) = (Names(record.Header ?? []), TextFields.Split(record.Text ?? "", _mapping.Delimiter));
        if (names.Count != fields.Count)
        {
            return RecordSubject.None;
        }

        using var document = JsonDocument.Parse(Join(names, fields));
        return Subject(alert, document.RootElement);
    }

    /// <inheritdoc/>
    public override Problem? Map(SourceRecord record, MapOutput output)
    {
        if (!IsCsv)
        {
            return MapJson(record, record.Json, output);
        }

        var (names, fields) = (Names(record.Header!), TextFields.Split(record.Text!, _mapping.Delimiter));
        if (names.Count != fields.Count)
        {
            return new("wrong-fields", $"the line has {fields.Count} fields under a header of {names.Count}; lines inside quotes are not joined, so export it without line breaks", "line");
        }

        using var document = JsonDocument.Parse(Join(names, fields));
        return MapJson(record with { Json = document.RootElement }, document.RootElement, output);
    }

    private RecordSubject Subject(MappedAlert alert, JsonElement json) => RecordSubject.Of(Entities(alert, json, CloudOf(alert, json)),
        alert.Account is null ? null : JsonValues.First(json, alert.Account), alert.Region is null ? null : JsonValues.First(json, alert.Region));

    private Problem? MapJson(SourceRecord record, JsonElement json, MapOutput output)
    {
        var text = JsonValues.First(json, _mapping.Time);
        if ((text is null ? output.Time(default(JsonElement), _mapping.Time, out var time) : output.Time(text, _mapping.Time, out time)) is { } problem)
        {
            return problem;
        }

        var identity = record.IsLabelled ? [] : _mapping.Identity.Select(path => JsonValues.First(json, path)).ToArray();
        output.Row(_table, time, record, identity.Contains(null) ? [] : identity);
        if (_mapping.Alert is { } alert && alert.When.All(condition => Holds(json, condition)))
        {
            output.Alert(Alert(alert, json, time));
        }

        return null;
    }

    private Alert Alert(MappedAlert alert, JsonElement json, DateTimeOffset time)
    {
        string Read(string? path) => path is null ? "" : JsonValues.First(json, path) ?? "";
        var cloud = CloudOf(alert, json);
        return new()
        {
            Source = Id,
            SourceRef = Filled(alert.SourceRef, json),
            Title = Filled(alert.Title, json),
            Description = Read(alert.Description),
            AlertType = Read(alert.Type),
            Product = _mapping.Product,
            Severity = Enum.TryParse<Severity>(Chosen(alert.Severity, json), true, out var severity) ? severity : Severity.Unknown,
            Status = Enum.TryParse<AlertStatus>(Chosen(alert.Status, json), true, out var status) ? status : AlertStatus.New,
            Cloud = cloud,
            CloudAccount = Read(alert.Account),
            Region = Read(alert.Region),
            Tactics = alert.Tactics is null ? [] : Tactics.Ids(JsonValues.All(json, alert.Tactics)),
            Techniques = alert.Techniques is null ? [] : [.. JsonValues.All(json, alert.Techniques).Distinct()],
            Entities = [.. Entities(alert, json, cloud).OfType<Entity>()],
            FirstSeen = time,
            LastSeen = time,
            Link = alert.Link is null ? null : JsonValues.First(json, alert.Link),
        };
    }

    private Cloud CloudOf(MappedAlert alert, JsonElement json) => Enum.TryParse<Cloud>(Chosen(alert.Cloud, json), true, out var named) ? named : _mapping.Cloud;

    private static IEnumerable<Entity?> Entities(MappedAlert alert, JsonElement json, Cloud cloud)
    {
        var account = alert.Account is null ? "" : JsonValues.First(json, alert.Account) ?? "";
        return alert.Entities.SelectMany(e => JsonValues.All(json, e.Path).Select(value => Named(e.Type, value, cloud, account)));
    }

    private static Entity? Named(EntityType type, string value, Cloud cloud, string account) => type switch
    {
        EntityType.IP => Entity.Ip(value),
        EntityType.Account => value.StartsWith("arn:", StringComparison.Ordinal) ? Entity.AwsPrincipal(value) : Entity.AccountIn(cloud, account, value),
        EntityType.Host => Entity.HostByName(value),
        EntityType.CloudResource => Entity.Resource(cloud, value),
        _ => Entity.Of(type, value),
    };

    private static string? Chosen(Choice? choice, JsonElement json)
    {
        var value = choice?.Path is { } path ? JsonValues.First(json, path) : null;
        return value is not null && choice!.Map.TryGetValue(value, out var mapped) ? mapped
            : choice is { Map.Count: 0 } && value is not null ? value
            : choice?.Default;
    }

    // A template without braces is a path; with braces, each {path} is filled.
    private static string Filled(string template, JsonElement json) => template.Contains('{')
        ? Placeholder().Replace(template, match => JsonValues.First(json, match.Groups[1].Value) ?? "?")
        : JsonValues.First(json, template) ?? template;

    private bool Matches(JsonElement json)
        => _mapping.Properties.All(path => JsonPaths.At(json, path).ValueKind != JsonValueKind.Undefined) && _mapping.Equal.All(condition => Holds(json, condition));

    private static bool Holds(JsonElement json, (string Path, IReadOnlyList<string> Values) condition)
        => JsonValues.First(json, condition.Path) is { } value && condition.Values.Contains(value, StringComparer.OrdinalIgnoreCase);

    private bool HasColumns(IReadOnlyList<string> names) => _mapping.Header.All(column => names.Any(name => name.Trim() == column));

    // The intake splits a header by commas or spaces; another delimiter is found again here.
    private IReadOnlyList<string> Names(IReadOnlyList<string> header)
        => _mapping.Delimiter == ',' ? header : TextFields.Split(string.Join(_mapping.Delimiter == '\t' ? '\t' : ' ', header), _mapping.Delimiter);

    private static ReadOnlyMemory<byte> Join(IReadOnlyList<string> names, IReadOnlyList<string> fields)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        foreach (var (i, name) in names.Select(name => name.Trim()).Index().DistinctBy(n => n.Item))
        {
            if (fields[i].Trim() is { Length: > 0 } value)
            {
                json.WriteString(name, value);
            }
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    [GeneratedRegex(@"\{([^{}]+)\}")]
    private static partial Regex Placeholder();
}
