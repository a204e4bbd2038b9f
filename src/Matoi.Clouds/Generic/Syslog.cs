using Matoi.Model;
using Matoi.Model.Entities;
using Matoi.Model.Lake;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Generic;

/// <summary>Syslog lines (RFC 5424, RFC 3164) that start with their priority, into Sentinel's <c>Syslog</c>.</summary>
[Source("generic.syslog", "Syslog", Order = 50, Summary = "Lines that start with <PRI>, as a syslog daemon forwards them. Times without a zone are taken as UTC.")]
internal sealed class Syslog : Source
{
    private static readonly LogTable Table = new("Syslog", "TimeGenerated:datetime", "EventTime:datetime", "Computer", "HostName", "HostIP", "Facility", "SeverityLevel",
        "ProcessName", "ProcessID:int", "SyslogMessage");

    /// <inheritdoc/>
    public override IReadOnlyList<LogTable> Tables { get; } = [Table];

    /// <inheritdoc/>
    public override bool Recognises(SourceRecord record)
        => record.Text is { } line && SyslogLine.ReadPriority(line, out _) >= 0 && CefLine.Start(line) < 0;

    /// <inheritdoc/>
    public override RecordSubject Subject(SourceRecord record)
        => SyslogLine.Read(record.Text ?? "", record.Delivery?.Time ?? DateTimeOffset.UnixEpoch) is { } line
            ? RecordSubject.Of([Entity.Ip(line.Host) ?? Entity.HostByName(line.Host)])
            : RecordSubject.None;

    /// <inheritdoc/>
    public override Problem? Map(SourceRecord record, MapOutput output)
    {
        var line = SyslogLine.Read(record.Text!, output.Now)!;
        if ((line.Time is { } read ? output.Time($"{read:O}", "TIMESTAMP", out var time) : Missing(record, output, line, out time)) is { } problem)
        {
            return problem;
        }

        var row = output.Row(Table, time, record);
        row.Set("EventTime", time);
        row.Set("Computer", line.Host);
        row.Set("HostName", line.Host);
        row.Set("HostIP", Model.Entities.Entity.Ip(line.Host)?.Name);
        row.Set("Facility", line.Facility);
        row.Set("SeverityLevel", line.SeverityLevel);
        row.Set("ProcessName", line.Process);
        row.SetText("ProcessID", line.ProcessId);
        row.Set("SyslogMessage", line.Message);
        return null;
    }

    private static Problem? Missing(SourceRecord record, MapOutput output, SyslogLine line, out DateTimeOffset time)
    {
        time = record.Delivery?.Time ?? default;
        return record.Delivery?.Time is null ? output.Time(line.TimeText, "TIMESTAMP", out time) : null;
    }
}
