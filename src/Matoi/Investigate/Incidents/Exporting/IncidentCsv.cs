using System.Globalization;
using System.Text;

namespace Matoi.Investigate.Incidents.Exporting;

/// <summary>Incidents as CSV (RFC 4180), one line each. Pure.</summary>
internal static class IncidentCsv
{
    private static readonly (string Name, Func<ShowIncident.Detail, object?> Value)[] Columns =
    [
        ("number", d => d.Incident.Number), ("title", d => d.Incident.Title), ("severity", d => d.Incident.Severity), ("priority", d => d.Incident.Priority), ("status", d => d.Incident.Status),
        ("phase", d => d.Incident.Phase), ("owner", d => d.Incident.Owner), ("classification", d => d.Incident.Classification), ("reason", d => d.Incident.ClassificationReason),
        ("closing comment", d => d.Incident.ClosingComment), ("alerts", d => d.Incident.AlertCount), ("clouds", d => string.Join(' ', d.Incident.Clouds)), ("products", d => string.Join("; ", d.Incident.Products)),
        ("tactics", d => string.Join(' ', d.Incident.Tactics)), ("entities", d => string.Join("; ", d.Incident.TopEntities.Select(e => e.Name))), ("labels", d => string.Join("; ", d.Incident.Labels)),
        ("tlp", d => d.Incident.Tlp), ("pap", d => d.Incident.Pap), ("tickets", d => string.Join(' ', d.Incident.Tickets.Select(t => t.Key))), ("merged into", d => d.Incident.MergedInto),
        ("first seen", d => d.Incident.FirstSeen), ("last seen", d => d.Incident.LastSeen), ("opened", d => d.Incident.CreatedTime), ("acknowledged", d => d.Incident.AckTime), ("closed", d => d.Incident.ClosedTime),
        ("summary", d => d.Incident.Summary),
    ];

    public static string Write(IEnumerable<ShowIncident.Detail> details)
    {
        var text = new StringBuilder(string.Join(',', Columns.Select(c => c.Name))).Append("\r\n");
        foreach (var detail in details)
        {
            text.AppendJoin(',', Columns.Select(c => Cell(c.Value(detail)))).Append("\r\n");
        }

        return text.ToString();
    }

    private static string Cell(object? value)
    {
        var text = value is DateTimeOffset time ? time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

        // A spreadsheet would run a title that an attacker chose.
        text = text.Length > 0 && value is string && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
        return text.AsSpan().ContainsAny(',', '"', '\n') || text.Contains('\r', StringComparison.Ordinal) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
