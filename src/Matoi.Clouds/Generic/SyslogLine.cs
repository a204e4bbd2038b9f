using Matoi.Model.Sources;

namespace Matoi.Clouds.Generic;

/// <summary>A syslog line by RFC 5424, or by RFC 3164 as programs really write it.</summary>
internal sealed record SyslogLine(int Priority, DateTimeOffset? Time, string? TimeText, string? Host, string? Process, string? ProcessId, string Message)
{
    private static readonly string[] Facilities =
    [
        "kern", "user", "mail", "daemon", "auth", "syslog", "lpr", "news", "uucp", "cron", "authpriv", "ftp", "ntp", "audit", "alert", "clock",
        "local0", "local1", "local2", "local3", "local4", "local5", "local6", "local7",
    ];

    private static readonly string[] Severities = ["emerg", "alert", "crit", "err", "warning", "notice", "info", "debug"];

    /// <summary>Facility name.</summary>
    public string Facility => Facilities[Priority / 8];

    /// <summary>Severity name.</summary>
    public string SeverityLevel => Severities[Priority % 8];

    /// <summary>The priority that the line starts with (<c>&lt;34&gt;</c>); -1 when it does not start with one.</summary>
    public static int ReadPriority(string line, out int end)
    {
        end = line.Length > 2 && line[0] == '<' ? line.IndexOf('>', 0, Math.Min(5, line.Length)) + 1 : 0;
        return end > 2 && int.TryParse(line.AsSpan(1, end - 2), out var priority) && priority is >= 0 and <= 191 ? priority : -1;
    }

    /// <summary>Reads the line; null when it does not start with a priority.</summary>
    public static SyslogLine? Read(string line, DateTimeOffset now)
    {
        var priority = ReadPriority(line, out var end);
        if (priority < 0)
        {
            return null;
        }

        var rest = line[end..];
        return rest.StartsWith("1 ", StringComparison.Ordinal) ? Version1(priority, rest) : Legacy(priority, rest, now);
    }

    // VERSION TIMESTAMP HOSTNAME APP-NAME PROCID MSGID STRUCTURED-DATA MSG
    private static SyslogLine Version1(int priority, string rest)
    {
        var fields = rest.Split(' ', 7);
        var message = fields.Length > 6 ? SkipStructuredData(fields[6]) : "";
        return new(priority, EventTimes.Read(fields[1]), fields[1] == "-" ? null : fields[1], Field(fields, 2), Field(fields, 3), Field(fields, 4), message.TrimStart('\uFEFF'));
    }

    private static string? Field(string[] fields, int i) => i < fields.Length && fields[i] != "-" ? fields[i] : null;

    private static string SkipStructuredData(string text)
    {
        if (!text.StartsWith('['))
        {
            return text.Length > 1 ? text[1..].TrimStart() : "";
        }

        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\' when quoted:
                    i++;
                    break;
                case '"':
                    quoted = !quoted;
                    break;
                case ']' when !quoted && (i + 1 == text.Length || text[i + 1] != '['):
                    return text[(i + 1)..].TrimStart();
            }
        }

        return text;
    }

    // TIMESTAMP HOSTNAME TAG[PID]: MSG, where the time may be ISO 8601 (rsyslog).
    private static SyslogLine Legacy(int priority, string rest, DateTimeOffset now)
    {
        var body = rest.TrimStart();
        var space = body.IndexOf(' ');
        string? timeText = null;
        DateTimeOffset? time = null;
        if (space >= 19 && EventTimes.Read(body[..space]) is { } iso)
        {
            (timeText, time, body) = (body[..space], iso, body[(space + 1)..]);
        }
        else if (body.Length > 16 && TextCells.Yearless(body[..15], now) is { } yearless)
        {
            (timeText, time, body) = (body[..15], yearless, body[16..]);
        }

        var host = time is null ? null : body.Split(' ', 2)[0];
        var message = host is null ? body : body[Math.Min(host.Length + 1, body.Length)..];
        var colon = message.IndexOf(':');
        var tag = colon is > 0 and <= 64 && !message.AsSpan(0, colon).Contains(' ') ? message[..colon] : null;
        var bracket = tag?.IndexOf('[') ?? -1;
        return new(priority, time, timeText, host,
            bracket > 0 ? tag![..bracket] : tag,
            bracket > 0 ? tag![(bracket + 1)..].TrimEnd(']') : null,
            tag is null ? message : message[(colon + 1)..].TrimStart());
    }
}
