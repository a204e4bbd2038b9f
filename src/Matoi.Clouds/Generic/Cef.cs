using System.Globalization;
using Matoi.Model;
using Matoi.Model.Alerts;
using Matoi.Model.Entities;
using Matoi.Model.Lake;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Generic;

/// <summary>CEF lines of firewalls and other appliances, plain or behind a syslog header, into Sentinel's <c>CommonSecurityLog</c>.</summary>
[Source("generic.cef", "Common Event Format", Summary = "CEF lines, plain or behind a syslog header; severity 7 and above raises an alert. Times without a zone are taken as UTC.")]
internal sealed class Cef : Source
{
    private static readonly LogTable Table = new("CommonSecurityLog",
    [
        "TimeGenerated:datetime", "DeviceVendor", "DeviceProduct", "DeviceVersion", "DeviceEventClassID", "Activity", "LogSeverity", "OriginalLogSeverity", "Computer",
        "AdditionalExtensions", .. CefColumns.ByKey.Values.Order(StringComparer.Ordinal),
    ]);

    private static readonly string[] TimeFormats = ["MMM d yyyy HH:mm:ss", "MMM d yyyy HH:mm:ss.fff", "MMM d yyyy HH:mm:ss 'UTC'", "MMM d yyyy HH:mm:ss.fff 'UTC'"];

    /// <inheritdoc/>
    public override IReadOnlyList<LogTable> Tables { get; } = [Table];

    /// <inheritdoc/>
    public override bool Recognises(SourceRecord record) => record.Text is { } line && CefLine.Start(line) >= 0;

    /// <inheritdoc/>
    public override RecordSubject Subject(SourceRecord record)
        => record.Text is { } line && CefLine.Start(line) is >= 0 and var start && CefLine.Read(line[start..]) is { } cef ? RecordSubject.Of(Entities(Values(cef))) : RecordSubject.None;

    /// <inheritdoc/>
    public override Problem? Map(SourceRecord record, MapOutput output)
    {
        var start = CefLine.Start(record.Text!);
        if (CefLine.Read(record.Text![start..]) is not { } cef)
        {
            return new("wrong-type", "the CEF line has fewer than its seven header fields; check the sender's format", "CEF");
        }

        var syslog = start > 0 ? SyslogLine.Read(record.Text!.StartsWith('<') ? record.Text : "<13>" + record.Text, output.Now) : null;
        var values = Values(cef);
        var text = values.GetValueOrDefault("rt") ?? values.GetValueOrDefault("end") ?? values.GetValueOrDefault("start");
        if (((text is null ? syslog?.Time ?? record.Delivery?.Time : Read(text, output.Now)) is { } read
            ? output.Time($"{read:O}", "rt", out var time) : output.Time(text, "rt", out time)) is { } problem)
        {
            return problem;
        }

        Fill(output.Row(Table, time, record), cef, values, syslog?.Host);
        if (Level(cef.Header[6]) >= Severity.High)
        {
            output.Alert(Alert(record, cef, values, time));
        }

        return null;
    }

    private static void Fill(RowWriter row, CefLine cef, Dictionary<string, string> values, string? host)
    {
        row.Set("DeviceVendor", cef.Header[1]);
        row.Set("DeviceProduct", cef.Header[2]);
        row.Set("DeviceVersion", cef.Header[3]);
        row.Set("DeviceEventClassID", cef.Header[4]);
        row.Set("Activity", cef.Header[5]);
        row.Set("LogSeverity", cef.Header[6]);
        row.Set("OriginalLogSeverity", cef.Header[6]);
        row.Set("Computer", host);
        var rest = new List<string>();
        foreach (var (key, value) in values)
        {
            if (CefColumns.ByKey.TryGetValue(key, out var column))
            {
                row.SetText(column.Split(':')[0], value);
            }
            else
            {
                rest.Add($"{key}={value}");
            }
        }

        row.SetText("AdditionalExtensions", string.Join(';', rest));
    }

    private Alert Alert(SourceRecord record, CefLine cef, Dictionary<string, string> values, DateTimeOffset time)
    {
        string? Value(string key) => values.GetValueOrDefault(key);
        return new()
        {
            Source = Id,
            SourceRef = Value("externalId") is { Length: > 0 } id ? $"{cef.Header[2]}:{id}" : $"{MapOutput.RecordId(record.Bytes.Span):x32}",
            Title = (Value("src"), Value("dst") ?? Value("dhost")) switch
            {
                ({ } source, { } target) => $"{cef.Header[5]} from {source} to {target}",
                ({ } source, null) => $"{cef.Header[5]} from {source}",
                (null, { } target) => $"{cef.Header[5]} on {target}",
                _ => cef.Header[5],
            },
            Description = Value("msg") ?? Value("reason") ?? "",
            AlertType = cef.Header[4],
            Product = cef.Header[2].StartsWith(cef.Header[1], StringComparison.OrdinalIgnoreCase) ? cef.Header[2] : $"{cef.Header[1]} {cef.Header[2]}",
            Severity = Level(cef.Header[6]),
            Entities = [.. Entities(values).OfType<Entity>()],
            FirstSeen = time,
            LastSeen = time,
            Count = long.TryParse(Value("cnt"), out var count) ? count : null,
        };
    }

    private static Dictionary<string, string> Values(CefLine cef)
    {
        var values = new Dictionary<string, string>(cef.Extension.Count);
        foreach (var (key, value) in cef.Extension)
        {
            values.TryAdd(key, value);
        }

        return values;
    }

    private static IEnumerable<Entity?> Entities(Dictionary<string, string> values)
    {
        string? Value(string key) => values.GetValueOrDefault(key);
        return
        [
            Entity.Ip(Value("src")), Entity.Ip(Value("dst")), Entity.HostByName(Value("shost")), Entity.HostByName(Value("dhost")),
            Entity.AccountIn(Cloud.Unknown, Value("sntdom"), Value("suser")), Entity.AccountIn(Cloud.Unknown, Value("dntdom"), Value("duser")),
            Entity.Of(EntityType.FileHash, Value("fileHash")), Entity.Of(EntityType.File, Value("filePath") ?? Value("fname")), Entity.Of(EntityType.URL, Value("request")),
        ];
    }

    private static Severity Level(string text) => double.TryParse(text, CultureInfo.InvariantCulture, out var number)
        ? number switch { >= 9 => Severity.Critical, >= 7 => Severity.High, >= 4 => Severity.Medium, _ => Severity.Low }
        : text.ToUpperInvariant() switch { "VERY-HIGH" or "CRITICAL" => Severity.Critical, "HIGH" => Severity.High, "MEDIUM" => Severity.Medium, "LOW" => Severity.Low, _ => Severity.Unknown };

    private static DateTimeOffset? Read(string text, DateTimeOffset now)
        => EventTimes.Read(text) ?? TextCells.Yearless(text, now)
            ?? (DateTimeOffset.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowInnerWhite, out var time) ? time : null);
}
